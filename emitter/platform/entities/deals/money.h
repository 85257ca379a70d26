#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// An amount in hundredths of its currency's unit.
struct Money {
  std::int64_t cents = 0;
  friend bool operator==(Money, Money) = default;
};

/// "1,044,055.00": two decimals, commas between thousands.
std::string grouped(Money money);
/// "1044055", or "1044055.5" where there is a fraction: units, not cents.
std::string plain(Money money);
/// Reads "1044055", "1044055.5", "1,044,055.00" or "-3"; at most two decimals. Nothing for other
/// texts.
std::optional<Money> money_from(std::string_view text);
/// The lower-case ISO code of a currency, given in either case; none where it isn't three letters.
std::optional<std::string> currency_code(std::string_view text);

/// How payloads write a currency (lower-case ISO code): "$", and "&euro;" for the euro, an HTML
/// entity. A currency without a known symbol is written as its code.
std::string_view currency_symbol(std::string_view currency);

}  // namespace hookline
