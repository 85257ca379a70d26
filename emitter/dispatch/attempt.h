#pragma once

#include "emitter/dispatch/delivery.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// How an attempt ended. All but kAnswered mean that no whole answer came.
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
  kInvalidAnswer,   ///< what came is not HTTP
  kAnswerTooLarge,  ///< the answer went over its limit
  kCancelled,       ///< the run was stopped first
};

inline constexpr std::array kOutcomes = {
    Outcome::kAnswered,    Outcome::kForbidden,     Outcome::kUnresolved,     Outcome::kRefused,
    Outcome::kUnreachable, Outcome::kTls,           Outcome::kTimeout,        Outcome::kReset,
    Outcome::kClosed,      Outcome::kInvalidAnswer, Outcome::kAnswerTooLarge, Outcome::kCancelled};

/// "answered", "refused", "invalid_answer", … as reports and JSON say it.
std::string_view name_of(Outcome outcome);
std::optional<Outcome> outcome_named(std::string_view name);

/// One try at one delivery: everything that happened, as one flat record. What failed is a value,
/// never thrown.
struct Attempt {
  std::uint64_t delivery_id = 0;
  std::uint64_t event_id = 0;
  std::uint64_t webhook_id = 0;
  int number = 1;  ///< 1 for the first try
  Clock::time_point due;
  Clock::time_point started;  ///< when sending (connecting, if need be) began
  Clock::time_point finished;
  Outcome outcome = Outcome::kCancelled;
  int status = 0;  ///< the answer's status; 0 without a whole answer
  /// Sent again on a fresh connection, because the kept-alive one turned out to have been closed
  /// before a byte of the request reached the receiver.
  bool resent = false;
  std::string problem;  ///< a clear sentence when the outcome is not kAnswered; empty otherwise
  /// 2xx. Anything else is a failed delivery.
  bool delivered() const { return outcome == Outcome::kAnswered && status >= 200 && status < 300; }
};

}  // namespace hookline
