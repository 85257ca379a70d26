#include "emitter/platform/entities/times/moment.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kPicture = "dddd-dd-dd?dd:dd:dd";
constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// Whether the text matches the picture's first characters, so many.
bool begins_like_a_moment(std::string_view text, std::size_t size = kPicture.size()) {
  if (text.size() < size) return false;
  for (std::size_t i = 0; i < size; ++i) {
    const char c = text[i];
    const bool fits = kPicture[i] == 'd'   ? c >= '0' && c <= '9'
                      : kPicture[i] == '?' ? c == 'T' || c == ' '
                                           : c == kPicture[i];
    if (!fits) return false;
  }
  return true;
}

int number_at(std::string_view text, std::size_t offset, std::size_t digits) {
  int number = 0;
  std::from_chars(text.data() + offset, text.data() + offset + digits, number);
  return number;
}

int days_in(int year, int month) {
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

}  // namespace

std::string problem_with_moment(std::string_view text) {
  if (!begins_like_a_moment(text)) return {};
  const int year = number_at(text, 0, 4);
  const int month = number_at(text, 5, 2);
  const int day = number_at(text, 8, 2);
  if (month < 1 || month > 12) return fmt::format("there is no month {}: they are 01 to 12", month);
  if (day < 1 || day > days_in(year, month)) {
    return fmt::format("there is no {} {} {}: that month has {} days", day,
                       kMonths[static_cast<std::size_t>(month - 1)], year, days_in(year, month));
  }
  if (number_at(text, 11, 2) > 23 || number_at(text, 14, 2) > 59 || number_at(text, 17, 2) > 59) {
    return fmt::format("there is no time of day {}: they are 00:00:00 to 23:59:59",
                       text.substr(11, 8));
  }
  return {};
}

std::string missing_in_moment(std::string_view text) {
  constexpr std::size_t kDate = 10;
  constexpr std::size_t kMinutes = 16;
  if (!begins_like_a_moment(text, std::min(text.size(), kPicture.size()))) return {};
  if (text.size() == kDate) {
    return fmt::format(
        "the time of day and the offset from UTC are missing, as in "
        "\"{}T04:45:41-06:00\"",
        text);
  }
  if (text.size() == kMinutes) {
    return fmt::format("seconds and the offset from UTC are missing, as in \"{}:00-06:00\"", text);
  }
  if (text.size() != kPicture.size()) return {};
  return fmt::format("the offset from UTC is missing, as in \"{}-06:00\", or \"{}Z\" for UTC", text,
                     text);
}

}  // namespace hookline
