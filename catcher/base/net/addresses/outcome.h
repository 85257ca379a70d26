#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hookline {

/// How an attempt to send a request ended. All but kAnswered mean that no whole answer came.
enum class Outcome : std::uint8_t {
  kAnswered,        ///< a whole answer came; see the status
  kForbidden,       ///< the address guard did not let it out
  kUnresolved,      ///< the host's name has no address
  kRefused,         ///< connection refused
  kUnreachable,     ///< no route, or any other failure to connect
  kTls,             ///< the TLS handshake failed
  kTimeout,         ///< the deadline passed, connecting, sending or reading the answer
  kReset,           ///< the connection was reset
  kClosed,          ///< the connection was closed before the answer was whole
  kInvalidAnswer,   ///< what came is not HTTP, or can't be relied on
  kAnswerTooLarge,  ///< the answer went over its limit
  kCancelled,       ///< the run was stopped first
  kSwitchedOff,     ///< the webhook was switched off first
};

inline constexpr std::array kOutcomes = {
    Outcome::kAnswered,    Outcome::kForbidden,     Outcome::kUnresolved,     Outcome::kRefused,
    Outcome::kUnreachable, Outcome::kTls,           Outcome::kTimeout,        Outcome::kReset,
    Outcome::kClosed,      Outcome::kInvalidAnswer, Outcome::kAnswerTooLarge, Outcome::kCancelled,
    Outcome::kSwitchedOff};

/// "answered", "refused", "invalid_answer", … as reports and JSON say it.
std::string_view name_of(Outcome outcome);
std::optional<Outcome> outcome_named(std::string_view name);

}  // namespace hookline
