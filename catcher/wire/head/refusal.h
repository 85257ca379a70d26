#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hookline {

/// Why a request was not taken as it came.
enum class Refusal : std::uint8_t {
  kNone,
  kMalformed,  ///< the request line, a header or a chunk can't be read
  kFraming,    ///< where the body ends is ambiguous
  kHeadTooLarge,
  kBodyTooLarge,
  kNotHttp1,  ///< a TLS hello, HTTP/2, no HTTP at all
  kTunnel,    ///< CONNECT: a success would mean that a tunnel is open
  kCutOff,    ///< the sender went away or fell silent in the middle
  kNoMemory,  ///< it was sound so far, but there was no room for the rest
};

inline constexpr std::array kRefusals = {
    Refusal::kNone,         Refusal::kMalformed,    Refusal::kFraming,
    Refusal::kHeadTooLarge, Refusal::kBodyTooLarge, Refusal::kNotHttp1,
    Refusal::kTunnel,       Refusal::kCutOff,       Refusal::kNoMemory};

/// "malformed", "framing", "head_too_large", "body_too_large", "not_http1", "tunnel", "cut_off",
/// "no_memory"; empty for kNone.
constexpr std::string_view name_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone:
      return "";
    case Refusal::kMalformed:
      return "malformed";
    case Refusal::kFraming:
      return "framing";
    case Refusal::kHeadTooLarge:
      return "head_too_large";
    case Refusal::kBodyTooLarge:
      return "body_too_large";
    case Refusal::kNotHttp1:
      return "not_http1";
    case Refusal::kTunnel:
      return "tunnel";
    case Refusal::kCutOff:
      return "cut_off";
    case Refusal::kNoMemory:
      return "no_memory";
  }
  return "";
}

/// The status that a refused request is answered with.
constexpr int status_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::kHeadTooLarge:
      return 431;
    case Refusal::kBodyTooLarge:
      return 413;
    case Refusal::kNoMemory:
      return 503;
    case Refusal::kTunnel:
      return 501;
    case Refusal::kNone:
    case Refusal::kMalformed:
    case Refusal::kFraming:
    case Refusal::kNotHttp1:
    case Refusal::kCutOff:
      return 400;
  }
  return 400;
}

}  // namespace hookline
