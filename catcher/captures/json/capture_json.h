#pragma once

#include "catcher/base/json/json_writer.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

/// How captures look in the API, in streams and in exports. All output is one line of valid JSON in
/// UTF-8, whatever bytes came: bytes that aren't UTF-8 stand as ‹E9›, and the object then has
/// "lossy":true (raw stays exact).

/// Appends what lists show: id, received_at, client {ip,port}, channel, method, target, path,
/// status, size (of the body), content_type (null without), duration_us, complete, truncated,
/// refusal; fault where there is one. Needs no more of raw than the head, so a CapturePart::kHead
/// will do.
void append_summary_json(std::string& out, const Capture& capture);
std::string summary_json(const Capture& capture);

/// Appends everything that can be said about the capture, and about what came of sending it on; see
/// GET /api/captures/ID.
void append_capture_json(std::string& out, const Capture& capture,
                         std::span<const Relay> relays = {});
std::string capture_json(const Capture& capture, std::span<const Relay> relays = {});

/// What forwarding a capture brought back.
struct ForwardEnd {
  std::string to;    ///< the URL that the request went to
  std::string body;  ///< the beginning of the answer's
  std::uint64_t body_bytes = 0;
  std::string error;  ///< why there is none whole
};

/// The capture that a line of append_capture_json() tells of: its headers, body, form and all else
/// read as those of the original do, though raw itself is put together anew. Throws
/// std::invalid_argument with a sentence when the text isn't such a line.
Capture capture_from_json(std::string_view text);
/// What the same line says of forwarding the capture; none where it wasn't forwarded. Where the app
/// hasn't answered yet, the error says so. Throws as above.
std::optional<ForwardEnd> forward_end_from_json(std::string_view text);

}  // namespace hookline
