#include "catcher/base/net/addresses/outcome.h"

namespace hookline {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kAnswered:
      return "answered";
    case Outcome::kForbidden:
      return "forbidden";
    case Outcome::kUnresolved:
      return "unresolved";
    case Outcome::kRefused:
      return "refused";
    case Outcome::kUnreachable:
      return "unreachable";
    case Outcome::kTls:
      return "tls";
    case Outcome::kTimeout:
      return "timeout";
    case Outcome::kReset:
      return "reset";
    case Outcome::kClosed:
      return "closed";
    case Outcome::kInvalidAnswer:
      return "invalid_answer";
    case Outcome::kAnswerTooLarge:
      return "answer_too_large";
    case Outcome::kCancelled:
      return "cancelled";
    case Outcome::kSwitchedOff:
      return "switched_off";
  }
  return "unknown";
}

std::optional<Outcome> outcome_named(std::string_view name) {
  for (const Outcome outcome : kOutcomes) {
    if (name_of(outcome) == name) return outcome;
  }
  return std::nullopt;
}

}  // namespace hookline
