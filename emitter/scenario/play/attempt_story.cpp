#include "emitter/scenario/play/attempt_story.h"

#include "catcher/base/units/quantity.h"
#include "emitter/scenario/expect/attempts/ending.h"

#include <chrono>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string end_of(const Attempt& attempt) {
  if (const std::string redirect = redirect_in(attempt); !redirect.empty()) {
    return fmt::format("{} ({})", attempt.status, redirect);
  }
  if (attempt.outcome == Outcome::kAnswered) return attempt.ending();
  return fmt::format("{}: {}", actual_status(attempt), attempt.problem);
}

/// Rounded to milliseconds: a wait of 5,000.3 ms is 5s.
std::string wait_before(const Attempt& attempt, const Attempt& earlier) {
  const auto wait = attempt.due - earlier.finished;
  const std::int64_t ms = std::chrono::round<std::chrono::milliseconds>(wait).count();
  return duration_text(ms > 0 ? ms : 0);
}

}  // namespace

std::string story_of(std::span<const Attempt* const> attempts, bool with_waits) {
  std::string story;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    const Attempt& attempt = *attempts[i];
    if (i > 0 && with_waits) {
      story += fmt::format(", again after {}: ", wait_before(attempt, *attempts[i - 1]));
    } else if (i > 0) {
      story += ", again: ";
    }
    story += end_of(attempt);
    if (!attempt.switched_off.empty()) {
      story += fmt::format(" (the webhook is switched off {})", attempt.switched_off);
    }
  }
  return story.empty() ? "not sent" : story;
}

}  // namespace hookline
