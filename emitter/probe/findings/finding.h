#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

enum class Grade : std::uint8_t {
  kGood,
  kDoubtful,  ///< webhooks work, though not always or not for long
  kBad,       ///< webhooks don't work
  kUntried,   ///< it didn't come to that
};

/// What one check of an endpoint has found, in the words of a report.
struct Finding {
  std::string_view check;  ///< "certificate_dates", a name that stays
  Grade grade = Grade::kGood;
  std::string found;        ///< a clause; texts of strangers in it as they came
  std::string means = {};   ///< for webhooks: a sentence; mostly empty where all is good
  std::string advice = {};  ///< what to do: a sentence; likewise
};

constexpr std::string_view name_of(Grade grade) {
  switch (grade) {
    case Grade::kGood:
      return "good";
    case Grade::kDoubtful:
      return "doubtful";
    case Grade::kBad:
      return "bad";
    case Grade::kUntried:
      break;
  }
  return "untried";
}

/// What is lost where an endpoint doesn't take an event.
inline constexpr std::string_view kEventsAreLost =
    "Each event is lost: the platform sends it once and never again.";

}  // namespace hookline
