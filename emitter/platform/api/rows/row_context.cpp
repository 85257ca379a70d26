#include "emitter/platform/api/rows/row_context.h"

#include <string_view>

#include <fmt/format.h>

namespace hookline {

VendorJson RowContext::time(std::int64_t time_s) const {
  return std::string_view(iso_time(time_s, account.profile.time_zone.offset_s(time_s)));
}

VendorJson RowContext::wall_time(std::int64_t time_s) const {
  return std::string_view(local_time(time_s, account.profile.time_zone.offset_s(time_s)));
}

VendorJson RowContext::utc_time(std::int64_t time_s) {
  return std::string_view(iso_time(time_s, 0));
}

VendorJson RowContext::links(std::string_view resource, std::uint64_t id,
                             std::initializer_list<std::string_view> relations) const {
  VendorJson links = VendorJson::object();
  for (const std::string_view relation : relations) {
    const std::string_view query = relation == "contactAutomations" && resource == "contacts"
                                       ? "?limit=1000&orders%5Blastdate%5D=DESC"
                                       : "";
    links[std::string(relation)] =
        fmt::format("{}/api/3/{}/{}/{}{}", base, resource, id, relation, query);
  }
  return links;
}

}  // namespace hookline
