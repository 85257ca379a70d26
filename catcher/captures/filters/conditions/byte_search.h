#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/filters/text/text_search.h"
#include "catcher/captures/filters/values/json/json_search.h"
#include "catcher/captures/filters/values/value_pattern.h"

#include <string>
#include <string_view>
#include <vector>

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

/// A field, parameter or header that a filter asks for.
struct WantedField {
  std::string name;
  ValuePattern value;
};

/// Whether a header of that name, case ignored, has that value.
bool has_header(std::string_view head, const WantedField& wanted);

/// Whether the target has that parameter behind its "?".
bool has_query_field(std::string_view target, const WantedField& wanted);

/// Whether the body is a form with that field, as read_form() reads it.
bool has_form_field(const CaptureBytes& bytes, const WantedField& wanted);

/// Whether the body is JSON with that value. Of a compressed body the first MiB is unpacked.
bool has_json_value(const CaptureBytes& bytes, const JsonSearch& search);
/// What stands there, as JsonSearch::values_in() tells it.
std::vector<std::string> json_values(
    const CaptureBytes& bytes, const JsonSearch& search, std::size_t count_max,
    JsonSearch::Branches branches = JsonSearch::Branches::kPassedOver);

/// Whether the text stands in target, headers or body, as is_shown_in() finds it. Of a compressed
/// body the first MiB is unpacked.
bool has_text(const CaptureBytes& bytes, const TextSearch& search);

}  // namespace hookline
