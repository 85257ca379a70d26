#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/views/capture_form.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// What is odd about the body: about reading it as a form, or where it is said to be JSON and
/// isn't. Sentences without their full stop. `text` is the unpacked body; none where not all of it
/// is there.
std::vector<std::string> body_warnings(const Capture& capture, const CaptureForm& form,
                                       std::optional<std::string_view> text);

/// Why the text is no JSON, and where: a clause; empty where it is.
std::string why_no_json(std::string_view text);

}  // namespace hookline
