#include "emitter/platform/api/v3/resources/sending/automation_calls.h"

#include "emitter/platform/account/operations/automations.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/sending/campaign_rows.h"
#include "emitter/platform/api/v3/rows/sending/entry_rows.h"

#include <string>
#include <utility>

namespace hookline {
namespace {

/// [{"id":"3","series":"3","type":"subscribe"}]: what the automations start with by themselves.
VendorJson starts_of(const AccountState& account) {
  VendorJson starts = VendorJson::array();
  for (const auto& [id, automation] : account.automations)
    if (automation->start)
      starts.push_back(
          {{"id", id_text(id)}, {"series", id_text(id)}, {"type", name_of(automation->start->on)}});
  return starts;
}

Answer list_automations(const V3Call& call) {
  return list_answer(call, kAutomations, &AccountState::automations, NoSideRows{}, TakesAll{},
                     [](const RowContext& context) {
                       return VendorJson{{"starts", starts_of(context.account)},
                                         {"filtered", false},
                                         {"smsLogs", VendorJson::array()}};
                     });
}

Answer read_automation(const V3Call& call) {
  return read_answer(call, kAutomations, &AccountState::automations);
}

// Contacts in them

V3Error no_such_entry() {
  return {403, {{"message", "Could not create SubscriberSeries"}}};
}

Answer start_automation(const V3Call& call) {
  const SentAttributes sent = call.sent("contactAutomation");
  RunAutomation run;
  run.contact.id = sent.required_id("contact");
  run.automation = sent.required_id("automation");
  return created_answer(
      call, kContactAutomations, sent,
      [&](AccountDraft& draft) {
        if (!draft.contacts.find(*run.contact.id) || !draft.automations.find(run.automation))
          throw no_such_entry();
        const std::uint64_t id = draft.entries.next_id();
        perform(run, draft);
        return draft.entries.find(id);
      },
      [](const AutomationEntry& entry, const RowContext& context) {
        const auto contact = context.account.contacts.find(entry.contact);
        return VendorJson{
            {"contacts", VendorJson::array({row_of(kContacts.row, *contact, context)})}};
      });
}

Answer list_entries(const V3Call& call) {
  return list_answer(call, kContactAutomations, &AccountState::entries, NoSideRows{}, TakesAll{},
                     [](const RowContext&) {
                       return VendorJson{{"showcase_stats", VendorJson::array()}};
                     });
}

Answer read_entry(const V3Call& call) {
  return read_answer(call, kContactAutomations, &AccountState::entries);
}

/// The contact comes out, and nothing tells that it was there.
Answer remove_entry(const V3Call& call) {
  return removed_answer(call, kContactAutomations, &AccountDraft::entries,
                        [](AccountDraft& draft, const AutomationEntry& entry) {
                          perform(LeaveAutomation{entry.id}, draft);
                          draft.entries.remove(entry.id);
                        });
}

}  // namespace

std::span<const V3Route> automation_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/automations", list_automations},
      {"GET", "/automations/{id}", read_automation},
      {"POST", "/contactAutomations", start_automation},
      {"GET", "/contactAutomations", list_entries},
      {"GET", "/contactAutomations/{id}", read_entry},
      {"DELETE", "/contactAutomations/{id}", remove_entry},
  };
  return kRoutes;
}

}  // namespace hookline
