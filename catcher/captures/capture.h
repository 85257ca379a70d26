#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/message/framing.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// How much of the body of an answer of the catcher's own is kept.
inline constexpr std::size_t kReplyBodyMax = std::size_t{16} << 10;

/// What the sender got back, as decided when the request was stored. What is made from a template
/// that asks for the request's id still says "{{id}}" here.
struct CaptureReply {
  int status = 200;
  Headers headers;
  std::int64_t delay_ms = 0;
  std::string fault;                       ///< empty, or "close", "reset", "half", "drip"
  std::optional<std::uint32_t> rule = {};  ///< which reply rule answered, from 0; none: no rule did
  /// Its start, where it is long. None: nothing asked for an answer of another body than the
  /// catcher's own, or the app answered (relay.h), or a file of an older version doesn't say.
  std::optional<std::string> body = {};
  std::uint64_t body_bytes = 0;  ///< of the whole body, where there is one
  friend bool operator==(const CaptureReply&, const CaptureReply&) = default;
};

/// One caught request. The bytes are the capture: `raw` is what came off the wire, and whatever can
/// be derived from it (headers, query, body, form) is derived when it is asked for
/// (capture_view.h). The other members are what the bytes don't say, and the few parts of the
/// request line that lists and filters need at once.
struct Capture {
  std::int64_t id = 0;           ///< given by the store: from 1, growing, without holes
  std::int64_t received_us = 0;  ///< when its first byte came, microseconds since 1970 UTC
  std::int64_t duration_us = 0;  ///< from its first byte to its last; to the app's answer, where
                                 ///< it was forwarded
  std::string client_ip;
  std::uint16_t client_port = 0;
  std::string channel;  ///< from the Host header; empty when there is none
  std::string method;   ///< as sent; empty when the request line couldn't be read
  std::string target;   ///< as sent, never decoded
  std::string version;  ///< "HTTP/1.1"
  std::string raw;  ///< head and body as they came, chunk framing included; cut at the body limit
  std::size_t head_bytes = 0;  ///< how much of raw is the head, its empty line included, and what
                               ///< stood before the request line (preamble.h)
  /// How the body ends, as it was found on the wire; none where that wasn't kept (files of older
  /// versions): the head says it.
  std::optional<Framing> framing = {};
  std::uint64_t body_bytes =
      0;  ///< the body's true size where it is known, also when raw is cut; without framing
  bool complete = true;    ///< false: the sender went away, or was refused, in the middle
  bool truncated = false;  ///< true: the body went over the limit and raw holds only its start
  std::string refusal;     ///< why it was refused, a sentence; empty when it was not
  CaptureReply reply;
  friend bool operator==(const Capture&, const Capture&) = default;
};

using Captures = std::vector<Capture>;

/// When a capture came, and what tells it apart on a timeline.
struct CaptureMoment {
  std::int64_t received_us = 0;
  int status = 0;
  std::string_view channel;
};

/// What it counts against the store's limit: its bytes and texts, and a flat charge for what it
/// takes to hold them.
std::uint64_t kept_bytes(const Capture& capture);
/// The reply's part of it.
std::uint64_t kept_bytes(const CaptureReply& reply);

}  // namespace hookline
