#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

// What can be derived from a capture's bytes. Views are valid as long as the capture.

/// The request line and the headers, their empty line included.
std::string_view head_of(const Capture& capture);
/// What follows the head, chunk framing included.
std::string_view framed_body_of(const Capture& capture);

/// How the body ends: as kept with the capture, else as its head says.
Framing framing_of(const Capture& capture);
/// Headers in order, case and repeats as sent; folded lines (obs-fold) are one header with the fold
/// as sent.
Headers headers_of(const Capture& capture);
/// The target up to the "?", as sent.
std::string_view path_of(const Capture& capture);
/// The pairs after the "?", decoded.
FormFields query_of(const Capture& capture);
/// The body as sent, without chunk framing; still compressed where it came so, and cut where raw
/// is.
std::string body_of(const Capture& capture);
/// The same without a copy where the body lies in raw as it is; `storage` holds it otherwise.
std::string_view body_view(const Capture& capture, std::string& storage);
/// The header lines that came after a chunked body.
Headers trailers_of(const Capture& capture);
/// The body's pairs when its media type is application/x-www-form-urlencoded; none otherwise.
/// capture_form.h says more, and reads multipart bodies too.
std::optional<FormFields> form_of(const Capture& capture);
/// Whether a Content-Type says application/x-www-form-urlencoded.
bool is_form_type(std::string_view content_type);
/// "2024-02-28T10:45:41.123456Z"
std::string received_at(const Capture& capture);

}  // namespace hookline
