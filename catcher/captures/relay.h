#pragma once

#include "catcher/base/http/headers/header.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hookline {

enum class RelayKind : std::uint8_t {
  kForward,  ///< as it was caught, by --forward
  kReplay,   ///< later, because someone asked for it
};

/// One time that a captured request was sent on, and what came of it. Kept beside its capture and
/// gone with it.
struct Relay {
  RelayKind kind = RelayKind::kReplay;
  std::int64_t at_us = 0;           ///< when it was begun, microseconds since 1970 UTC
  std::string to;                   ///< the URL it went to, target included
  std::vector<std::string> edited;  ///< what went out otherwise than caught: "method", "body"…
  int status = 0;                   ///< of the answer; 0 without one
  std::int64_t duration_us = 0;     ///< from the look-up of the host to the answer's last byte
  Headers headers;                  ///< the answer's, in order, case and repeats as they came
  std::string body;                 ///< its start, where it is long
  std::uint64_t body_bytes = 0;     ///< the whole body's size, or of what came of it
  std::string error;  ///< why there is no answer, or none whole, a sentence; empty where there is
  friend bool operator==(const Relay&, const Relay&) = default;
};

/// How much of an answer's body is kept, and how many replays of one capture: the oldest go.
inline constexpr std::size_t kRelayBodyMax = std::size_t{1} << 20;
inline constexpr std::size_t kReplaysMax = 20;

/// What came of forwarding; null where none of them is that.
const Relay* find_forward(std::span<const Relay> relays);

/// What it counts against the store's limit.
std::uint64_t kept_bytes(const Relay& relay);

}  // namespace hookline
