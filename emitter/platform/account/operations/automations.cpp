#include "emitter/platform/account/operations/automations.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/marks/notes.h"
#include "emitter/platform/account/operations/contacts/marks/tags.h"
#include "emitter/platform/account/operations/contacts/memberships.h"
#include "emitter/platform/account/state/operation_error.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hookline {
namespace {

constexpr std::int64_t kSecond_ms = 1000;

Cause by_system(std::int64_t time_s) {
  return {Source::kSystem, {}, time_s};
}

/// Does one step with a contact; what would change nothing is not done.
struct StepDone {
  AccountDraft& account;
  const Automation& automation;
  const Contact& contact;

  void operator()(const WaitStep& /*waited*/) const {}
  void operator()(const TagStep& step) const {
    if (!contact.has_tag(step.tag)) perform(AddTag{named(), step.tag}, account);
  }
  void operator()(const UntagStep& step) const {
    if (contact.has_tag(step.tag)) perform(RemoveTag{named(), step.tag}, account);
  }
  void operator()(const SubscribeStep& step) const {
    if (!account.lists.find(step.list) || contact.is_on_list(step.list)) return;
    perform(Subscribe{named(), {step.list}}, account);
  }
  void operator()(const UnsubscribeStep& step) const {
    if (!account.lists.find(step.list) || !contact.is_on_list(step.list)) return;
    perform(Unsubscribe{named(), {step.list}}, account);
  }
  void operator()(const UpdateStep& step) const {
    const ContactChange& change = step.change;
    const bool has_fields = std::ranges::all_of(change.fields, [&](const auto& field) {
      return account.contact_fields.find(field.first) != nullptr;
    });
    const bool has_lists =
        !change.lists || std::ranges::all_of(*change.lists, [&](std::uint64_t list) {
          return account.lists.find(list) != nullptr;
        });
    if (!has_fields || !has_lists) return;
    ContactChange whose = change;
    whose.id = contact.id;
    perform(UpdateContact{std::move(whose)}, account);
  }
  void operator()(const NoteStep& step) const {
    perform(AddContactNote{named(), step.note}, account);
  }
  void operator()(const WebhookStep& step) const {
    Event& event = account.tell({});
    event.contact = account.contacts.find(contact.id);
    event.automation_id = automation.id;
    event.action_url = step.url;
  }

 private:
  ContactChange named() const {
    ContactChange one;
    one.id = contact.id;
    return one;
  }
};

/// Notes how far a contact has come, where its entry is kept.
void note_way(const Journey& journey, bool is_over, AccountDraft& account) {
  const auto known = account.entries.find(journey.entry);
  if (!known) return;
  AutomationEntry entry = *known;
  entry.steps_done = journey.next_step;
  entry.last_s = account.cause().time_s;
  if (is_over) entry.left_s = account.cause().time_s;
  account.entries.put(entry);
}

/// Goes on from `journey`'s step at `journey.due_ms`.
void walk(const Automation& automation, Journey journey, Waits waits, AccountDraft& account) {
  for (; journey.next_step < automation.steps.size(); ++journey.next_step) {
    const AutomationStep& step = automation.steps[journey.next_step];
    const auto contact = account.contacts.find(journey.contact);
    if (!contact) break;
    if (const auto* wait = std::get_if<WaitStep>(&step)) {
      journey.due_ms += wait->wait_ms;
      if (waits == Waits::kAreKept) {
        ++journey.next_step;
        account.journeys.put(journey);
        return note_way(journey, false, account);
      }
    }
    account.go_on_by(by_system(journey.due_ms / kSecond_ms));
    std::visit(StepDone{account, automation, *contact}, step);
  }
  if (journey.id != 0) account.journeys.remove(journey.id);
  note_way(journey, true, account);
}

void enter(const Automation& automation, std::uint64_t contact, Waits waits,
           AccountDraft& account) {
  Journey journey;
  journey.automation = automation.id;
  journey.contact = contact;
  journey.due_ms = account.cause().time_s * kSecond_ms;
  AutomationEntry entry;
  entry.automation = automation.id;
  entry.contact = contact;
  entry.entered_s = entry.last_s = account.cause().time_s;
  journey.entry = account.entries.put(entry)->id;
  walk(automation, journey, waits, account);
}

bool starts_with(const AutomationStart& start, const Event& event) {
  if (event.type != start.on || event.automation_id) return false;
  const auto* about = std::get_if<TagDetails>(&event.details);
  const bool is_tag = start.tag.empty() || (about != nullptr && about->tag == start.tag);
  const bool is_list = start.list == 0 || std::ranges::find(event.lists, start.list,
                                                            &ListEntry::id) != event.lists.end();
  return is_tag && is_list;
}

std::vector<std::shared_ptr<const Automation>> starting_by_themselves(const AccountDraft& account) {
  std::vector<std::shared_ptr<const Automation>> found;
  account.automations.find_if([&](const Automation& automation) {
    if (automation.start) found.push_back(account.automations.find(automation.id));
    return false;
  });
  return found;
}

}  // namespace

void perform(const RunAutomation& run, AccountDraft& account) {
  const auto automation = require(account.automations, run.automation, "automation", "automation");
  const std::uint64_t contact = take_contact(account, run.contact)->id;
  const std::size_t first = account.events().size();
  enter(*automation, contact, run.waits, account);
  account.note_entered({run.automation, contact, first, account.events().size()});
}

void go_on(const Journey& journey, AccountDraft& account) {
  const auto automation = account.automations.find(journey.automation);
  if (!automation) return account.journeys.remove(journey.id);
  walk(*automation, journey, Waits::kAreKept, account);
}

void perform(const LeaveAutomation& leave, AccountDraft& account) {
  const auto found = require(account.entries, leave.entry, "entry", "entry");
  for (const std::uint64_t id : account.journeys.ids())
    if (account.journeys.find(id)->entry == leave.entry) account.journeys.remove(id);
  if (found->left_s != 0) return;
  AutomationEntry entry = *found;
  entry.left_s = account.cause().time_s;
  account.entries.put(entry);
}

void follow_starts(AccountDraft& account) {
  if (account.events().empty()) return;
  const auto automations = starting_by_themselves(account);
  if (automations.empty()) return;
  std::set<std::pair<std::uint64_t, std::uint64_t>> entered;  // automation and contact
  for (std::size_t i = 0; i < account.events().size(); ++i) {
    const Event event = account.events()[i];  // others are added meanwhile
    const auto& contact = event.contact ? event.contact : event.deal_contact;
    if (!contact) continue;
    for (const auto& automation : automations) {
      if (!starts_with(*automation->start, event)) continue;
      if (!entered.emplace(automation->id, contact->id).second) continue;
      account.go_on_by(by_system(event.time_s));
      enter(*automation, contact->id, Waits::kAreKept, account);
    }
  }
}

}  // namespace hookline
