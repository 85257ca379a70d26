#pragma once

#include "catcher/captures/capture.h"

#include <string>
#include <string_view>

namespace hookline {

/// Whether it is the question that a browser asks before a script of another site may send a
/// request (the CORS protocol of the Fetch standard): OPTIONS with Origin and
/// Access-Control-Request-Method.
bool is_preflight(const Capture& capture);
/// The method that it asks for.
std::string_view preflight_method(const Capture& capture);
/// Why the browser that asked so sends no request after the answer it got: a sentence with what to
/// do. Empty where the answer allows it, where there is none yet, and for other captures.
std::string preflight_warning(const Capture& capture);

}  // namespace hookline
