#pragma once

#include "catcher/base/http/message/framing.h"
#include "catcher/wire/head/refusal.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace hookline {

/// One request as it came off the wire, judged: whole, cut off, or refused.
struct WireRequest {
  std::string raw;  ///< the bytes, head and body, framing included
  /// Of raw, with what stands before the request line (preamble.h); all of it where the head is
  /// cut off, 0 where not even the request line could be read.
  std::size_t head_bytes = 0;
  std::uint64_t body_bytes = 0;  ///< the body's size without framing, as announced where raw is cut

  Framing framing = Framing::kNone;

  std::string method;  ///< as sent; the three are empty where the request line couldn't be read
  std::string target;
  std::string version;
  std::string host;  ///< which the request is for, as Authority::host
  bool keep_alive = false;

  bool complete = false;   ///< the whole request is in raw
  bool truncated = false;  ///< its body goes over the limit
  Refusal refusal_kind = Refusal::kNone;
  std::string refusal;  ///< why, a sentence

  std::int64_t received_us = 0;  ///< first byte, microseconds since 1970 UTC
  std::int64_t duration_us = 0;  ///< first byte to last, by the monotonic clock
  std::string client_ip;
  std::uint16_t client_port = 0;
};

}  // namespace hookline
