#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/captures/capture.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// A body read as a form, and what is to be said of reading it so.
struct CaptureForm {
  /// In UTF-8 where a charset says how, else the bytes as sent; of multipart bodies the files'
  /// names, without their contents. None where it is no form.
  std::optional<FormFields> fields;
  std::string why_not = {};  ///< a clause where it is none: "its Content-Type is text/plain"
  std::vector<std::string> notes = {};  ///< what is odd, clauses
  bool multipart = false;
};

/// Reads an urlencoded or multipart/form-data body, unpacked up to 64 MiB. Bytes that can't be
/// unpacked and are a form as they are, are read as one.
CaptureForm read_form(const Capture& capture);

/// The body with its codings undone, as far as they can be.
DecodedBody unpacked_body(const Capture& capture, std::size_t bytes_max);

/// The charset that the fields name (`_charset_`, or `charset` as PayPal has it), where they do.
std::string charset_named_in(const FormFields& fields);

}  // namespace hookline
