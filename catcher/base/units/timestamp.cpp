#include "catcher/base/units/timestamp.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace hookline {
namespace {

using std::chrono::microseconds;

/// Takes a text apart from its start. Once something is missing it has failed, and stays so.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int number(std::size_t digits, int max) {
    int value = 0;
    const bool are_digits =
        rest_.size() >= digits &&
        std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(digits), is_digit);
    if (!are_digits) return fail();
    std::from_chars(rest_.data(), rest_.data() + digits, value);
    rest_.remove_prefix(digits);
    return value <= max ? value : fail();
  }

  /// Any number of decimals, in microseconds.
  int decimals() {
    int value = 0;
    int places = 0;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1), ++places) {
      if (places < 6) value = value * 10 + (rest_.front() - '0');
    }
    if (places == 0) return fail();
    for (; places < 6; ++places) value *= 10;
    return value;
  }

  /// Takes the next character if it is one of these; NUL otherwise.
  char take(std::string_view wanted) {
    if (rest_.empty() || wanted.find(rest_.front()) == std::string_view::npos) return '\0';
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  void require(std::string_view wanted) {
    if (take(wanted) == '\0') fail();
  }

  bool is_read_whole() const { return !failed_ && rest_.empty(); }

 private:
  int fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

std::chrono::year_month_day read_date(Reader& reader) {
  const std::chrono::year year(reader.number(4, 9999));
  reader.require("-");
  const std::chrono::month month(static_cast<unsigned>(reader.number(2, 12)));
  reader.require("-");
  return {year, month, std::chrono::day(static_cast<unsigned>(reader.number(2, 31)))};
}

microseconds read_clock(Reader& reader) {
  microseconds clock = std::chrono::hours(reader.number(2, 23));
  reader.require(":");
  clock += std::chrono::minutes(reader.number(2, 59));
  reader.require(":");
  clock += std::chrono::seconds(reader.number(2, 60));
  if (reader.take(".,") != '\0') clock += microseconds(reader.decimals());
  return clock;
}

std::chrono::minutes read_offset(Reader& reader) {
  const char sign = reader.take("Zz+- ");
  if (sign == '\0') reader.require("Z");
  if (sign == 'Z' || sign == 'z' || sign == '\0') return {};
  auto offset = std::chrono::hours(reader.number(2, 23)) + std::chrono::minutes(0);
  reader.require(":");
  offset += std::chrono::minutes(reader.number(2, 59));
  return sign == '-' ? -offset : offset;
}

}  // namespace

std::string timestamp_text(std::int64_t at_us) {
  const std::chrono::sys_time<microseconds> at{microseconds(at_us)};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

std::optional<std::int64_t> parse_timestamp(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  reader.require("Tt ");
  const auto clock = read_clock(reader);
  const auto offset = read_offset(reader);
  if (!reader.is_read_whole() || !date.ok()) return std::nullopt;
  const auto day = std::chrono::sys_days(date).time_since_epoch();
  return std::chrono::duration_cast<microseconds>(day + clock - offset).count();
}

std::int64_t wall_clock_us() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<microseconds>(now).count();
}

}  // namespace hookline
