#pragma once

#include "emitter/platform/payloads/block.h"

namespace hookline {

inline constexpr auto kEnvelope = block(
    kEvent,
    field<"type">([](const Event& event) { return name_of(event.type); }, "",
                  "always; the event's API name"),
    field<"date_time">(
        [](const Event& event) {
          const auto offset_s = event.account ? event.account->time_zone.offset_s(event.time_s) : 0;
          return iso_time(event.time_s, offset_s);
        },
        "2024-02-28T04:45:41-06:00", "always; in the account's time zone"),
    field<"initiated_from">([](const Event& event) { return name_of(event.source); }, "admin",
                            "always; public, admin, api or system"),
    field<"initiated_by">(
        [](const Event& event) { return name_of(event.initiated_by.value_or(event.source)); },
        "admin", "always; the same as initiated_from, as far as is known"));

/// The lists in either form, whichever of them the kind of event is told to have.
constexpr auto list_block(std::string_view example, std::string_view when,
                          std::string_view array_when = "", std::string_view name_when = "") {
  return block(
      kEvent,
      field<"list">(
          [](const Event& event) -> std::optional<std::uint64_t> {
            if (event.list_as_array && !event.lists.empty()) return std::nullopt;
            const bool is_none = event.lists.empty() || event.list_as_zero;
            return is_none ? 0 : event.lists.front().id;
          },
          example, when),
      repeated(
          [](const Event& event) {
            return std::span(event.lists).first(event.list_as_array ? event.lists.size() : 0);
          },
          kNumber, keyed<"list[N][id]">(&ListEntry::id, "1", array_when),
          keyed<"list[N][name]">(&ListEntry::name, "Newsletter", name_when)));
}

inline constexpr auto kNoList = list_block("0", "always; 0, as it concerns no particular list");
inline constexpr auto kSubscribedList =
    list_block("1", "always; the list joined, 0 when added without a list");
inline constexpr auto kUnsubscribedList =
    list_block("1", "when a user, the API or the system unsubscribes; else the array form",
               "when the contact unsubscribes, one per list, N from 0", "with list[N][id]");
inline constexpr auto kCampaignList = list_block(
    "1", "unless in the array form; 0 for no particular list",
    "in the array form, one per list, N from 0; then there is no list", "with list[N][id]");

inline constexpr auto kAccount =
    block(kEntityOf<&Event::account>,
          field<"account_id">(&AccountProfile::id, "100001", "always; the account's number"));

}  // namespace hookline
