#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/filters/text/text_search.h"

#include <string_view>

namespace hookline {

/// The bytes of a capture, where they lie.
struct CaptureBytes {
  std::string_view target;
  std::string_view head;
  std::string_view body;  ///< with its framing
};
CaptureBytes bytes_of(const Capture& capture);

// What filters look for in a capture's bytes: read where they lie, without a copy but for bodies
// that must be put together, unpacked or decoded.

/// Whether a header of that name, case ignored, has that value.
bool has_header(std::string_view head, const FormField& wanted);

/// Whether the body is a form with that field, as read_form() reads it.
bool has_form_field(const CaptureBytes& bytes, const FormField& wanted);

/// Whether the text stands in target, headers or body, as is_shown_in() finds it. Of a compressed
/// body the first MiB is unpacked.
bool has_text(const CaptureBytes& bytes, const TextSearch& search);

}  // namespace hookline
