#include "catcher/wire/head/http2_start.h"

#include <cstddef>
#include <cstdint>

namespace hookline {
namespace {

constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr std::size_t kFrameHeadBytes = 9;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::size_t length_of_frame(std::string_view frame) {
  return kFrameHeadBytes + (std::size_t{byte_at(frame, 0)} << 16 |
                            std::size_t{byte_at(frame, 1)} << 8 | byte_at(frame, 2));
}

/// Of a DATA or HEADERS frame.
bool ends_its_stream(std::string_view frame) {
  return byte_at(frame, 3) <= 1 && (byte_at(frame, 4) & 1) != 0;
}

}  // namespace

bool is_http2(std::string_view bytes) {
  return bytes.starts_with("PRI * HTTP/2.0");
}

bool holds_http2_request(std::string_view bytes) {
  if (!bytes.starts_with(kPreface)) return false;
  auto frames = bytes.substr(kPreface.size());
  while (frames.size() >= kFrameHeadBytes && frames.size() >= length_of_frame(frames)) {
    if (ends_its_stream(frames)) return true;
    frames.remove_prefix(length_of_frame(frames));
  }
  return false;
}

}  // namespace hookline
