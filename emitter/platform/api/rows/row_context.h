#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/api/vendor_json.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace hookline {

/// What rows need besides the thing that they show.
struct RowContext {
  const AccountState& account;
  std::string base;  ///< of links: "http://127.0.0.1:8090"

  /// "2024-05-24T05:16:31-05:00", in the account's zone.
  VendorJson time(std::int64_t time_s) const;
  /// "2024-05-24 05:16:31", the same wall clock.
  VendorJson wall_time(std::int64_t time_s) const;
  /// "2024-05-24T10:16:31+00:00"
  static VendorJson utc_time(std::int64_t time_s);
  /// {"tags":"http://…/api/3/contacts/7/tags"…}
  VendorJson links(std::string_view resource, std::uint64_t id,
                   std::initializer_list<std::string_view> relations) const;
};

/// Ids and flags as rows have them.
inline VendorJson id_text(std::uint64_t id) {
  return std::to_string(id);
}
inline VendorJson flag_text(bool flag) {
  return flag ? "1" : "0";
}
/// Null for an id of 0.
inline VendorJson id_text_or_null(std::uint64_t id) {
  return id == 0 ? VendorJson() : id_text(id);
}

}  // namespace hookline
