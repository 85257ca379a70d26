#include "emitter/platform/api/rows/account_time.h"

#include "catcher/base/text/ascii.h"

#include <string>

namespace hookline {
namespace {

/// "2024-03-17T09:30:00" of the wall clock's shorter forms.
std::string whole_wall_time(std::string_view text) {
  constexpr std::string_view kMidnight = "2024-03-17T00:00:00";
  std::string whole(trimmed(text));
  constexpr std::size_t kDay = 10;
  constexpr std::size_t kMinute = 16;
  if (whole.size() > kDay && whole[kDay] == ' ') whole[kDay] = 'T';
  if (whole.size() == kDay || whole.size() == kMinute) whole += kMidnight.substr(whole.size());
  return whole;
}

}  // namespace

std::optional<std::int64_t> account_time_from(std::string_view text, const TimeZone& zone) {
  if (const auto time = time_from(text)) return time;
  const auto as_utc = time_from(whole_wall_time(text) + "Z");
  if (!as_utc) return std::nullopt;
  // The offset of that moment isn't known before the moment is: a second look is exact except in
  // the hour that a clock skips or shows twice.
  const std::int64_t near = *as_utc - zone.offset_s(*as_utc);
  return *as_utc - zone.offset_s(near);
}

}  // namespace hookline
