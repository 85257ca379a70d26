#include "catcher/base/units/quantity.h"

#include "catcher/base/text/ascii.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;
constexpr std::int64_t kDurationNsMax = std::int64_t{366} * 24 * 60 * 60 * 1000 * kNsPerMs;

struct DurationUnit {
  std::string_view name;
  std::int64_t ns;
};

constexpr std::array<DurationUnit, 6> kDurationUnits = {{{"d", 86'400'000 * kNsPerMs},
                                                         {"h", 3'600'000 * kNsPerMs},
                                                         {"m", 60'000 * kNsPerMs},
                                                         {"s", 1000 * kNsPerMs},
                                                         {"ms", kNsPerMs},
                                                         {"us", 1000}}};

/// Reads a duration part by part: "1h", "30m", each of a smaller unit than the one before.
class DurationReader {
 public:
  explicit DurationReader(std::string_view text) : whole_(text), rest_(trimmed(text, " ")) {}

  std::int64_t read_ns() {
    if (!rest_.empty() && rest_.find_first_not_of('0') == std::string_view::npos) return 0;
    do {
      read_part();
      rest_ = trimmed(rest_, " ");
    } while (!rest_.empty());
    return total_ns_;
  }

 private:
  void read_part() {
    const std::string_view digits = take(is_digit);
    std::string_view fraction;
    if (rest_.starts_with('.')) {
      rest_.remove_prefix(1);
      fraction = take(is_digit);
      if (fraction.empty()) refuse();
    }
    if (digits.empty() && fraction.empty()) refuse();
    rest_ = trimmed(rest_, " ");
    const std::int64_t unit_ns = read_unit();
    add(digits, unit_ns);
    for (const char digit : fraction) add_fraction(digit, unit_ns);
    fraction_ = 1;
  }

  template <class Wanted>
  std::string_view take(Wanted wanted) {
    std::size_t length = 0;
    while (length < rest_.size() && wanted(rest_[length])) ++length;
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  std::int64_t read_unit() {
    const std::string_view name = take([](char c) { return c >= 'a' && c <= 'z'; });
    for (; next_unit_ < kDurationUnits.size(); ++next_unit_) {
      if (kDurationUnits[next_unit_].name == name) return kDurationUnits[next_unit_++].ns;
    }
    refuse();
  }

  void add(std::string_view digits, std::int64_t unit_ns) {
    std::int64_t number = 0;
    if (!digits.empty()) {
      const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), number).ec;
      if (error != std::errc() || number > kDurationNsMax / unit_ns) refuse_length();
    }
    add_ns(number * unit_ns);
  }

  void add_fraction(char digit, std::int64_t unit_ns) {
    const std::int64_t value = digit - '0';
    fraction_ *= 10;
    const bool is_exact = fraction_ <= unit_ns && value * unit_ns % fraction_ == 0;
    if (value != 0 && !is_exact) {
      throw std::invalid_argument(
          fmt::format("\"{}\" is finer than can be told apart; write it "
                      "in a smaller unit, with fewer digits",
                      whole_));
    }
    if (fraction_ > unit_ns) fraction_ = unit_ns;  // nothing but zeros can follow
    add_ns(value * unit_ns / fraction_);
  }

  void add_ns(std::int64_t ns) {
    total_ns_ += ns;
    if (total_ns_ > kDurationNsMax) refuse_length();
  }

  [[noreturn]] void refuse() const {
    throw std::invalid_argument(
        fmt::format("\"{}\" is not a duration; write numbers and their units d, h, m, s, ms, the "
                    "largest first, as in 250ms, 0.5s, 1m30s or 2d",
                    whole_));
  }
  [[noreturn]] void refuse_length() const {
    throw std::invalid_argument(fmt::format("\"{}\" is too long; 366d is the most", whole_));
  }

  std::string_view whole_;
  std::string_view rest_;
  std::size_t next_unit_ = 0;  ///< the largest that may still come
  std::int64_t fraction_ = 1;
  std::int64_t total_ns_ = 0;
};

struct Quantity {
  std::uint64_t number;
  std::string_view unit;
};

std::optional<Quantity> split(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return Quantity{number, text.substr(static_cast<std::size_t>(end - text.data()))};
}

std::uint64_t unit_bytes(std::string_view unit) {
  if (unit.empty()) return 1;
  if (unit == "k" || unit == "K") return std::uint64_t{1} << 10;
  if (unit == "m" || unit == "M") return std::uint64_t{1} << 20;
  if (unit == "g" || unit == "G") return std::uint64_t{1} << 30;
  return 0;
}

}  // namespace

std::int64_t parse_duration_ns(std::string_view text) {
  return DurationReader(text).read_ns();
}

std::int64_t parse_duration_ms(std::string_view text) {
  const std::int64_t ns = parse_duration_ns(text);
  if (ns % kNsPerMs == 0) return ns / kNsPerMs;
  throw std::invalid_argument(
      fmt::format("\"{}\" is finer than a millisecond; write whole milliseconds, as in 2ms", text));
}

std::uint64_t parse_size(std::string_view text) {
  const auto quantity = split(text);
  const auto unit = quantity ? unit_bytes(quantity->unit) : 0;
  if (unit == 0) {
    throw std::invalid_argument(fmt::format(
        "\"{}\" is not a size; write a number of bytes, or one with k, M or G, as in 64M", text));
  }
  if (quantity->number > std::numeric_limits<std::int64_t>::max() / unit) {
    throw std::invalid_argument(fmt::format("\"{}\" is too large a size", text));
  }
  return quantity->number * unit;
}

std::string long_duration_text(std::int64_t duration_ms) {
  std::string text;
  for (const DurationUnit& unit : kDurationUnits) {
    const std::int64_t unit_ms = unit.ns / kNsPerMs;
    if (unit_ms < 1000) break;
    if (duration_ms >= unit_ms) text += fmt::format("{}{}", duration_ms / unit_ms, unit.name);
    duration_ms %= unit_ms;
  }
  return text.empty() ? "0s" : text;
}

std::string duration_text(std::int64_t duration_ms) {
  for (const DurationUnit& unit : kDurationUnits) {
    const std::int64_t unit_ms = unit.ns / kNsPerMs;
    if (unit_ms == 0 || duration_ms == 0 || duration_ms % unit_ms != 0) continue;
    return fmt::format("{}{}", duration_ms / unit_ms, unit.name);
  }
  return fmt::format("{}ms", duration_ms);
}

}  // namespace hookline
