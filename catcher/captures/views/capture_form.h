#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/captures/capture.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// A body read as a form, and what a reader should know about that.
struct CaptureForm {
  /// In UTF-8 where the charset is known, else the bytes as sent. A file of a multipart body is its
  /// name, without its contents. None where the body is no form.
  std::optional<FormFields> fields;
  std::string why_not = {};  ///< why it is no form, a clause: "its Content-Type is text/plain"
  std::vector<std::string> notes = {};  ///< what is odd, clauses
  bool multipart = false;
};

/// Reads an urlencoded or multipart/form-data body, unpacked up to 64 MiB. A body that is said to
/// be packed, can't be unpacked and looks like a form is read as it is.
CaptureForm read_form(const Capture& capture);

/// The body with its codings undone, as far as they can be.
DecodedBody unpacked_body(const Capture& capture, std::size_t bytes_max);

/// The charset that the fields name (`_charset_`, or `charset` as PayPal has it), where they do.
std::string charset_named_in(const FormFields& fields);

}  // namespace hookline
