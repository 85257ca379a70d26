#include "emitter/platform/entities/times/time_zone.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

#include <date/tz.h>

namespace hookline {
namespace {

constexpr std::int64_t kDay_s = 86'400;

/// The two or four digits at `at`; nothing unless they are all digits.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// "-06:00", "+05:30"
std::optional<std::int32_t> offset_from(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const std::int32_t offset = (*hours * 60 + *minutes) * 60;
  return text[0] == '-' ? -offset : offset;
}

char* put(char* out, int number, int width) {
  for (int i = width - 1; i >= 0; --i, number /= 10) out[i] = static_cast<char>('0' + number % 10);
  return out + width;
}

struct Civil {
  int year;
  int month;
  int day;
};

Civil civil_from(std::int64_t days) {
  const date::year_month_day ymd{date::sys_days{date::days{days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

/// "2024-02-28T04:45:41", with that separator. Years from 0 to 9999.
char* put_local(char* out, std::int64_t local_s, char separator) {
  const std::int64_t days = (local_s >= 0 ? local_s : local_s - kDay_s + 1) / kDay_s;
  const auto second = static_cast<int>(local_s - days * kDay_s);
  const Civil civil = civil_from(days);
  out = put(out, civil.year, 4);
  *out++ = '-';
  out = put(out, civil.month, 2);
  *out++ = '-';
  out = put(out, civil.day, 2);
  *out++ = separator;
  out = put(out, second / 3600, 2);
  *out++ = ':';
  out = put(out, second / 60 % 60, 2);
  *out++ = ':';
  return put(out, second % 60, 2);
}

}  // namespace

TimeZone::TimeZone() : TimeZone("UTC", {{0, 0}}) {}

TimeZone::TimeZone(std::string name, Transitions transitions)
    : name_(std::move(name)),
      transitions_(std::make_shared<const Transitions>(std::move(transitions))) {}

std::optional<TimeZone> TimeZone::named(std::string_view name) {
  if (name == "UTC") return TimeZone();
  if (const auto offset = offset_from(name)) return TimeZone(std::string(name), {{0, *offset}});
  const date::time_zone* zone = nullptr;
  try {
    zone = date::locate_zone(name);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  // Read once into plain numbers, so that a look-up is a binary search without the library.
  Transitions transitions;
  const date::sys_seconds last = date::sys_days{date::year{2100} / 1 / 1};
  date::sys_seconds at = date::sys_days{date::year{1970} / 1 / 1};
  while (at < last) {
    const date::sys_info info = zone->get_info(at);
    transitions.push_back(
        {at.time_since_epoch().count(), static_cast<std::int32_t>(info.offset.count())});
    if (info.end <= at) break;
    at = info.end;
  }
  return TimeZone(std::string(name), std::move(transitions));
}

std::int32_t TimeZone::offset_s(std::int64_t time_s) const {
  const auto after = std::ranges::upper_bound(*transitions_, time_s, {}, &Transition::from_s);
  return after == transitions_->begin() ? after->offset_s : std::prev(after)->offset_s;
}

TimeText iso_time(std::int64_t time_s, std::int32_t offset_s) {
  TimeText text;
  char* out = put_local(text.text_, time_s + offset_s, 'T');
  *out++ = offset_s < 0 ? '-' : '+';
  const int minutes = std::abs(offset_s) / 60;
  out = put(out, minutes / 60, 2);
  *out++ = ':';
  out = put(out, minutes % 60, 2);
  text.size_ = static_cast<std::uint8_t>(out - text.text_);
  return text;
}

TimeText local_time(std::int64_t time_s, std::int32_t offset_s) {
  TimeText text;
  const char* end = put_local(text.text_, time_s + offset_s, ' ');
  text.size_ = static_cast<std::uint8_t>(end - text.text_);
  return text;
}

std::optional<std::int64_t> time_from(std::string_view text) {
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' ||
      text[16] != ':')
    return std::nullopt;
  const date::year_month_day ymd{date::year{*year} / *month / *day};
  if (!ymd.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  auto rest = text.substr(19);
  if (rest.starts_with('.'))
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  const auto offset = rest == "Z" ? 0 : offset_from(rest);
  if (!offset) return std::nullopt;
  const std::int64_t days = date::sys_days{ymd}.time_since_epoch().count();
  return days * kDay_s + std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 + *second -
         *offset;
}

}  // namespace hookline
