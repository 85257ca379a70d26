#include "emitter/platform/api/v1/actions/automation_actions.h"

#include "emitter/platform/account/operations/automations.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/api/v1/actions/contacts/given_contact.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace hookline {
namespace {

/// How many contacts entered it, or left it again.
std::string count_of_entries(const AccountState& account, std::uint64_t automation, bool is_over) {
  return std::to_string(std::ranges::count_if(account.entries, [&](const auto& one) {
    return one.second->automation == automation && (!is_over || one.second->left_s != 0);
  }));
}

/// `offset` and `limit` of those rows.
VendorJson window_of(const V1Call& call, VendorJson rows, std::uint64_t usual_limit) {
  const std::uint64_t offset = call.parameters.id("offset").value_or(0);
  const std::uint64_t limit = call.parameters.id("limit").value_or(usual_limit);
  VendorJson shown = VendorJson::array();
  for (std::uint64_t i = offset; i < rows.size() && shown.size() < limit; ++i)
    shown.push_back(std::move(rows[i]));
  return numbered(shown);
}

V1Result automation_list(const V1Call& call) {
  constexpr std::uint64_t kUsualLimit = 100;
  return returned(call.platform.read([&](const Platform::View& view) {
    const RowContext context{view.account, ""};
    VendorJson rows = VendorJson::array();
    for (const auto& [id, automation] : view.account.automations)
      rows.push_back({{"id", std::to_string(id)},
                      {"name", automation->name},
                      {"cdate", context.wall_time(automation->created_s)},
                      {"mdate", context.wall_time(automation->updated_s)},
                      {"userid", "1"},
                      {"status", "1"},
                      {"entered", count_of_entries(view.account, id, false)},
                      {"exited", count_of_entries(view.account, id, true)}});
    return window_of(call, std::move(rows), kUsualLimit);
  }));
}

V1Result automation_contact_add(const V1Call& call) {
  const auto automations = call.parameters.ids("automation");
  if (automations.empty()) throw V1Error("automation is missing");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto contact = named_contact(call.parameters, draft, "contact_id", "contact_email");
    for (const std::uint64_t automation : automations) {
      RunAutomation run;
      run.automation = automation;
      run.contact.id = contact->id;
      perform(run, draft);
    }
  });
  return {"Contact added to automation"};
}

/// It comes out wherever it waits in that automation.
V1Result automation_contact_remove(const V1Call& call) {
  const std::uint64_t automation = call.parameters.required_id("automation");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto contact = named_contact(call.parameters, draft, "contact_id", "contact_email");
    if (!draft.automations.find(automation)) throw V1Error("Failed: Nothing is returned");
    for (const std::uint64_t id : draft.entries.ids()) {
      const auto entry = draft.entries.find(id);
      if (entry->automation == automation && entry->contact == contact->id && entry->left_s == 0)
        perform(LeaveAutomation{id}, draft);
    }
  });
  return {"Contact removed from automation"};
}

V1Result contact_automation_list(const V1Call& call) {
  constexpr std::uint64_t kUsualLimit = 20;
  const auto id = call.parameters.id("contact_id");
  const std::string email = call.parameters.text_or_empty("contact_email");
  if (!id && email.empty()) throw V1Error("contact_id is missing");
  return returned(call.platform.read([&](const Platform::View& view) {
    const RowContext context{view.account, ""};
    const auto contact = id ? view.account.contacts.find(*id) : contact_with(view.account, email);
    VendorJson rows = VendorJson::array();
    for (const auto& [entry_id, entry] : view.account.entries) {
      if (!contact || entry->contact != contact->id) continue;
      const auto automation = view.account.automations.find(entry->automation);
      rows.push_back(
          {{"id", std::to_string(entry->automation)},
           {"name", automation ? automation->name : ""},
           {"status", entry->left_s == 0 ? "1" : "2"},
           {"adddate", context.wall_time(entry->entered_s)},
           {"remdate", entry->left_s == 0 ? VendorJson() : context.wall_time(entry->left_s)},
           {"lastdate", context.wall_time(entry->last_s)}});
    }
    return window_of(call, std::move(rows), kUsualLimit);
  }));
}

}  // namespace

std::span<const V1Action> automation_actions() {
  static constexpr V1Action kActions[] = {
      {"automation_list", automation_list},
      {"automation_contact_add", automation_contact_add},
      {"automation_contact_remove", automation_contact_remove},
      {"contact_automation_list", contact_automation_list},
  };
  return kActions;
}

}  // namespace hookline
