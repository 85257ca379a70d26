#include "emitter/platform/api/v3/rows/sending/entry_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace entry_columns {

using namespace entity_columns;
using entity_columns::kSent;
using Context = RowContext;

std::size_t steps_in(const AutomationEntry& entry, const Context& c) {
  const auto automation = c.account.automations.find(entry.automation);
  return automation ? automation->steps.size() : 0;
}
VendorJson automation_id(const AutomationEntry& entry, const Context&) {
  return id_text(entry.automation);
}
VendorJson contact_id(const AutomationEntry& entry, const Context&) {
  return id_text(entry.contact);
}
VendorJson status_text(const AutomationEntry& entry, const Context&) {
  return entry.left_s == 0 ? "1" : "2";
}
VendorJson status_number(const AutomationEntry& entry, const Context&) {
  return entry.left_s == 0 ? 1 : 2;
}
VendorJson entered_at(const AutomationEntry& entry, const Context& c) {
  return c.time(entry.entered_s);
}
VendorJson last_at(const AutomationEntry& entry, const Context& c) {
  return c.time(entry.last_s);
}
VendorJson left_at_or_null(const AutomationEntry& entry, const Context& c) {
  return entry.left_s == 0 ? VendorJson() : c.time(entry.left_s);
}
VendorJson seconds_in_it(const AutomationEntry& entry, const Context&) {
  return entry.left_s == 0 ? VendorJson()
                           : VendorJson(std::to_string(entry.left_s - entry.entered_s));
}
VendorJson last_block(const AutomationEntry& entry, const Context&) {
  return std::to_string(entry.steps_done);
}
VendorJson all_steps(const AutomationEntry& entry, const Context& c) {
  return std::to_string(steps_in(entry, c));
}
VendorJson is_through(const AutomationEntry& entry, const Context& c) {
  return entry.steps_done >= steps_in(entry, c) ? 1 : 0;
}
VendorJson percent_done(const AutomationEntry& entry, const Context& c) {
  constexpr std::size_t kWhole = 100;
  const std::size_t all = steps_in(entry, c);
  return all == 0 ? kWhole : entry.steps_done * kWhole / all;
}
VendorJson entry_links(const AutomationEntry& entry, const Context& c) {
  return c.links("contactAutomations", entry.id, {"automation", "contact", "contactGoals"});
}

constexpr Column<AutomationEntry> kRow[] = {
    {"contact", contact_id},
    {"seriesid", automation_id},
    fixed_column<AutomationEntry>("startid", "0"),
    {"status", status_text},
    null_column<AutomationEntry>("batchid"),
    {"adddate", entered_at},
    {"remdate", left_at_or_null},
    {"timespan", seconds_in_it},
    {"lastblock", last_block},
    fixed_column<AutomationEntry>("lastlogid", "0"),
    {"lastdate", last_at},
    {"completedElements", last_block},
    {"totalElements", all_steps},
    {"completed", is_through},
    {"completeValue", percent_done},
    {"links", entry_links},
    {"id", id},
    {"automation", automation_id},
};

constexpr Column<AutomationEntry> kCreated[] = {
    {"contact", contact_id, kSent},
    {"seriesid", automation_id},
    {"startid", [](const AutomationEntry&, const Context&) -> VendorJson { return 0; }},
    {"status", status_number},
    {"lastblock", last_block},
    {"completedElements", last_block},
    {"totalElements", all_steps},
    {"completed", is_through},
    {"completeValue", percent_done},
    {"links", entry_links},
    {"id", id},
    {"automation", automation_id, kSent},
};

constexpr Criterion kCriteria[] = {{"contact", "contact"},
                                   {"seriesid", "seriesid"},
                                   {"status", "status"},
                                   {"automation", "automation"},
                                   {"lastdate", "lastdate"},
                                   {"adddate", "adddate"},
                                   {"id", "id"}};

}  // namespace entry_columns
}  // namespace

const Resource<AutomationEntry> kContactAutomations = {
    "contactAutomations", "contactAutomation",     "SubscriberSeries",
    entry_columns::kRow,  entry_columns::kCreated, entry_columns::kCriteria};

VendorJson entry_rows_of(std::uint64_t contact, const RowContext& context) {
  VendorJson rows = VendorJson::array();
  for (const auto& [id, entry] : context.account.entries)
    if (entry->contact == contact) rows.push_back(row_of(kContactAutomations.row, *entry, context));
  return rows;
}

}  // namespace hookline
