#include "catcher/quantity.h"

#include <charconv>
#include <limits>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kDurationMsMax = std::int64_t{24} * 60 * 60 * 1000;

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

/// How many milliseconds the unit has; 0 for a unit that isn't one.
std::uint64_t unit_ms(const Quantity& quantity) {
  if (quantity.unit == "ms") return 1;
  if (quantity.unit == "s") return 1000;
  if (quantity.unit == "m") return 60'000;
  return quantity.unit.empty() && quantity.number == 0 ? 1 : 0;
}

std::uint64_t unit_bytes(std::string_view unit) {
  if (unit.empty()) return 1;
  if (unit == "k" || unit == "K") return std::uint64_t{1} << 10;
  if (unit == "m" || unit == "M") return std::uint64_t{1} << 20;
  if (unit == "g" || unit == "G") return std::uint64_t{1} << 30;
  return 0;
}

}  // namespace

std::int64_t parse_duration_ms(std::string_view text) {
  const auto quantity = split(text);
  const auto unit = quantity ? unit_ms(*quantity) : 0;
  if (unit == 0) {
    throw std::invalid_argument(fmt::format(
        "\"{}\" is not a duration; write a whole number and its unit, as in 250ms, 2s or 1m",
        text));
  }
  if (quantity->number > static_cast<std::uint64_t>(kDurationMsMax) / unit) {
    throw std::invalid_argument(fmt::format("\"{}\" is too long; 1440m is the most", text));
  }
  return static_cast<std::int64_t>(quantity->number * unit);
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

std::string duration_text(std::int64_t duration_ms) {
  if (duration_ms % 60'000 == 0 && duration_ms != 0)
    return fmt::format("{}m", duration_ms / 60'000);
  if (duration_ms % 1000 == 0 && duration_ms != 0) return fmt::format("{}s", duration_ms / 1000);
  return fmt::format("{}ms", duration_ms);
}

}  // namespace hookline
