#pragma once

#include "emitter/platform/entities/deals/money.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

enum class DealStatus : std::uint8_t { kOpen = 0, kWon = 1, kLost = 2 };
/// As they are called, at their places.
inline constexpr std::array<std::string_view, 3> kDealStatuses = {"open", "won", "lost"};
constexpr std::string_view name_of(DealStatus status) {
  return kDealStatuses[static_cast<std::size_t>(status)];
}

/// A custom field of deals.
struct DealField {
  std::uint64_t id = 0;
  std::string title;
  std::string type = "text";
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

struct DealFieldValue {
  std::uint64_t id = 0;  ///< the custom field's
  std::string title;
  std::string value;
  bool stored = false;  ///< whether a value row exists: only then the payload has the id
};

struct Organization {
  std::uint64_t id = 0;  ///< 0: none
  std::string name;
};

struct Deal {
  std::uint64_t id = 0;
  std::string title;
  std::optional<std::int64_t> created_s;  ///< known from the deal's first event on
  Organization organization;
  std::uint64_t pipeline = 0;
  std::uint64_t stage = 0;
  Money value;
  std::string currency;       ///< lower-case ISO code
  std::uint64_t owner = 0;    ///< a user
  std::uint64_t contact = 0;  ///< 0: none
  DealStatus status = DealStatus::kOpen;
  std::vector<DealFieldValue> fields;  ///< one per deal field of the account, in its order
  std::string description;
  std::int64_t percent = 0;    ///< how likely it is to be won
  std::int64_t updated_s = 0;  ///< seconds since 1970 UTC; 0: not known
};

/// Which deal, and what is changed about it: what is empty stays. An id alone only names one.
struct DealChange {
  std::optional<std::uint64_t> id;
  std::optional<std::string> title;
  std::optional<std::int64_t> created_s;
  std::optional<Organization> organization;
  std::optional<std::uint64_t> pipeline;
  std::optional<std::uint64_t> stage;
  std::optional<Money> value;
  std::optional<std::string> currency;
  std::optional<std::uint64_t> owner;
  std::optional<std::uint64_t> contact;
  std::optional<DealStatus> status;
  std::vector<std::pair<std::uint64_t, std::string>> fields;  ///< custom field id and value
  std::optional<std::string> description = {};
  std::optional<std::int64_t> percent = {};

  /// Whether it says too little for a new one: it can only be about one that is there.
  bool is_reference() const { return !title && !value; }
};

}  // namespace hookline
