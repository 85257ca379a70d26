#include "emitter/platform/api/v3/resources/automation_calls.h"

#include "emitter/platform/account/operations/automations.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/campaign_rows.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"

#include <string>
#include <utility>

namespace hookline {
namespace {

Answer list_automations(const V3Call& call) {
  const ListQuery query = call.query();
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto all = selected(view.account.automations, kAutomations, query, context, TakesAll{});
    VendorJson rows = VendorJson::array();
    for (const Automation* automation : page_of(all, query))
      rows.push_back(row_of(kAutomations.row, *automation, context));
    return VendorJson{{"automations", std::move(rows)},
                      {"meta",
                       {{"total", std::to_string(all.size())},
                        {"starts", VendorJson::array()},
                        {"filtered", false},
                        {"smsLogs", VendorJson::array()}}}};
  }));
}

Answer read_automation(const V3Call& call) {
  return read_answer(call, kAutomations, &AccountState::automations);
}

/// A contact who has been put into an automation.
VendorJson entry_row(const Contact& contact, std::uint64_t automation, const SentAttributes& sent,
                     const RowContext& context) {
  const std::uint64_t id = tie_id(contact.id, automation);
  return {
      {"contact", *sent.find("contact")},
      {"seriesid", id_text(automation)},
      {"startid", 0},
      {"status", 1},
      {"lastblock", "0"},
      {"completedElements", "0"},
      {"totalElements", "1"},
      {"completed", 0},
      {"completeValue", 0},
      {"links", context.links("contactAutomations", id, {"automation", "contact", "contactGoals"})},
      {"id", id_text(id)},
      {"automation", *sent.find("automation")}};
}

Answer start_automation(const V3Call& call) {
  const SentAttributes sent = call.sent("contactAutomation");
  const std::uint64_t contact_id = sent.required_id("contact");
  const std::uint64_t automation_id = sent.required_id("automation");
  std::shared_ptr<const Contact> contact;
  return v3_answer(
      201, call.platform().perform(
               V3Call::cause(),
               [&](AccountDraft& draft) {
                 contact = draft.contacts.find(contact_id);
                 if (!contact || !draft.automations.find(automation_id))
                   throw V3Error(403, {{"message", "Could not create SubscriberSeries"}});
                 RunAutomation run;
                 run.automation = automation_id;
                 run.contact.id = contact_id;
                 perform(run, draft);
               },
               [&](const Platform::View& view, const Platform::Performed&) {
                 const RowContext context = call.context(view);
                 return VendorJson{
                     {"contacts", VendorJson::array({row_of(kContacts.row, *contact, context)})},
                     {"contactAutomation", entry_row(*contact, automation_id, sent, context)}};
               }));
}

Answer list_entries(const V3Call&) {
  return v3_answer(200, {{"contactAutomations", VendorJson::array()},
                         {"meta", {{"total", "0"}, {"showcase_stats", VendorJson::array()}}}});
}

Answer no_entry(const V3Call& call) {
  throw no_result("SubscriberSeries", call.id());
}

}  // namespace

std::span<const V3Route> automation_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/automations", list_automations},
      {"GET", "/automations/{id}", read_automation},
      {"POST", "/contactAutomations", start_automation},
      {"GET", "/contactAutomations", list_entries},
      {"GET", "/contactAutomations/{id}", no_entry},
      {"DELETE", "/contactAutomations/{id}", no_entry},
  };
  return kRoutes;
}

}  // namespace hookline
