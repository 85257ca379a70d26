#include "catcher/base/http/headers/cookie.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

/// What stands before the next of these, which goes with it.
std::string_view next_part(std::string_view& rest, std::string_view separators) {
  const auto end = rest.find_first_of(separators);
  const auto part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

std::pair<std::string_view, std::string_view> split(std::string_view part) {
  const auto equals = part.find('=');
  if (equals == std::string_view::npos) return {{}, trimmed(part)};
  return {trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1))};
}

unsigned month_in(std::string_view text) {
  const auto found = std::find_if(kMonths.begin(), kMonths.end(), [&](std::string_view month) {
    return equals_ignoring_case(text.substr(0, month.size()), month);
  });
  return found == kMonths.end() ? 0 : static_cast<unsigned>(found - kMonths.begin() + 1);
}

/// "Wed, 21 Oct 2015 07:28:00 GMT", also with dashes and a year of two digits; GMT whatever it
/// says.
std::optional<std::int64_t> parse_cookie_date(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    if (const auto word = next_part(text, ", -"); !word.empty()) words.emplace_back(word);
  }
  if (words.size() < 5) return std::nullopt;
  unsigned day = 0;
  int year = 0;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  const bool is_read = std::sscanf(words[1].c_str(), "%2u", &day) == 1 &&
                       std::sscanf(words[3].c_str(), "%4d", &year) == 1 &&
                       std::sscanf(words[4].c_str(), "%2u:%2u:%2u", &hour, &minute, &second) == 3;
  if (year < 70) year += 2000;
  if (year < 100) year += 1900;
  const std::chrono::year_month_day date{
      std::chrono::year(year), std::chrono::month(month_in(words[2])), std::chrono::day(day)};
  if (!is_read || !date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const auto time = std::chrono::sys_days(date) + std::chrono::hours(hour) +
                    std::chrono::minutes(minute) + std::chrono::seconds(second);
  return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

void read_attribute(std::string_view part, Cookie& cookie) {
  const auto [name, value] = split(part);
  if (equals_ignoring_case(name, "path")) cookie.path = value;
  if (equals_ignoring_case(name, "domain")) cookie.domain = value;
  if (equals_ignoring_case(name, "expires")) cookie.expires_us = parse_cookie_date(value);
  const auto flag = name.empty() ? value : name;
  if (equals_ignoring_case(flag, "httponly")) cookie.http_only = true;
  if (equals_ignoring_case(flag, "secure")) cookie.secure = true;
}

Cookie cookie_in(std::string_view part) {
  const auto [name, value] = split(part);
  Cookie cookie;
  cookie.name = name;
  cookie.value = value;
  return cookie;
}

}  // namespace

std::vector<Cookie> parse_cookies(std::string_view value) {
  std::vector<Cookie> cookies;
  while (!value.empty()) {
    const auto part = next_part(value, ";");
    if (!trimmed(part).empty()) cookies.push_back(cookie_in(part));
  }
  return cookies;
}

Cookie parse_set_cookie(std::string_view value) {
  Cookie cookie = cookie_in(next_part(value, ";"));
  while (!value.empty()) read_attribute(next_part(value, ";"), cookie);
  return cookie;
}

}  // namespace hookline
