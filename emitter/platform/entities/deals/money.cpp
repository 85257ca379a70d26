#include "emitter/platform/entities/deals/money.h"

#include "catcher/base/text/ascii.h"

#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::uint64_t magnitude(std::int64_t cents) {
  return cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kSymbols = {{
    {"usd", "$"},
    {"eur", "&euro;"},
    {"gbp", "&pound;"},
    {"jpy", "&yen;"},
    {"cny", "&yen;"},
    {"aud", "$"},
    {"cad", "$"},
    {"nzd", "$"},
    {"mxn", "$"},
    {"brl", "R$"},
    {"chf", "CHF"},
    {"inr", "&#8377;"},
}};

}  // namespace

std::string grouped(Money money) {
  const auto cents = magnitude(money.cents);
  std::string text = std::to_string(cents / 100);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  if (money.cents < 0) text.insert(0, 1, '-');
  return text + fmt::format(".{:02}", cents % 100);
}

std::string plain(Money money) {
  const auto cents = magnitude(money.cents);
  std::string text = (money.cents < 0 ? "-" : "") + std::to_string(cents / 100);
  if (cents % 100 == 0) return text;
  text += fmt::format(".{:02}", cents % 100);
  if (text.back() == '0') text.pop_back();
  return text;
}

std::optional<Money> money_from(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  std::string digits;
  for (const char c : text.substr(0, point))
    if (c != ',') digits += c;
  if (digits.empty() || text.front() == ',') return std::nullopt;
  auto decimals = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  while (decimals.size() > 2 && decimals.back() == '0') decimals.remove_suffix(1);
  if (decimals.empty() || decimals.size() > 2) return std::nullopt;
  digits += decimals;
  if (decimals.size() == 1) digits += '0';
  if (!is_all_digits(digits)) return std::nullopt;
  std::int64_t cents = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cents);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return Money{negative ? -cents : cents};
}

std::optional<std::string> currency_code(std::string_view text) {
  constexpr std::size_t kLetters = 3;
  if (text.size() != kLetters) return std::nullopt;
  std::string code;
  for (const char c : text) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (!is_upper && (c < 'a' || c > 'z')) return std::nullopt;
    code += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

std::string_view currency_symbol(std::string_view currency) {
  for (const auto& [code, symbol] : kSymbols)
    if (code == currency) return symbol;
  return currency;
}

}  // namespace hookline
