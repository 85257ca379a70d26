#include "emitter/delivery/promises/retry_after.h"

#include <algorithm>
#include <array>
#include <locale>
#include <sstream>
#include <string>

#include <date/date.h>

namespace hookline {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

constexpr milliseconds kLongest = std::chrono::hours(24 * 365);

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

milliseconds seconds_in(std::string_view digits) {
  milliseconds all(0);
  for (const char c : digits) all = std::min(kLongest, all * 10 + std::chrono::seconds(c - '0'));
  return all;
}

std::optional<date::sys_seconds> date_in(std::string_view text) {
  constexpr std::array kForms = {"%a, %d %b %Y %H:%M:%S GMT",  // the one that senders must use
                                 "%A, %d-%b-%y %H:%M:%S GMT",  // RFC 850
                                 "%a %b %e %H:%M:%S %Y"};      // asctime
  for (const char* form : kForms) {
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    date::sys_seconds time;
    in >> date::parse(form, time);
    if (!in.fail() && in.peek() == std::istringstream::traits_type::eof()) return time;
  }
  return std::nullopt;
}

}  // namespace

std::optional<milliseconds> parse_retry_after(std::string_view value,
                                              system_clock::time_point now) {
  if (is_number(value)) return seconds_in(value);
  const auto date = date_in(value);
  if (!date) return std::nullopt;
  const auto wait = std::chrono::ceil<milliseconds>(*date - now);
  return std::clamp(wait, milliseconds(0), kLongest);
}

}  // namespace hookline
