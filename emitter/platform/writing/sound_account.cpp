#include "emitter/platform/writing/sound_account.h"

#include "emitter/platform/events/event_type.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hookline {
namespace {

bool refers_to_what_is_there(const AutomationStep& step, const AccountState& account) {
  const auto has_list = [&](std::uint64_t list) { return account.lists.find(list) != nullptr; };
  if (const auto* joined = std::get_if<SubscribeStep>(&step)) return has_list(joined->list);
  if (const auto* left = std::get_if<UnsubscribeStep>(&step)) return has_list(left->list);
  const auto* update = std::get_if<UpdateStep>(&step);
  if (update == nullptr) return true;
  const auto has_field = [&](const auto& field) {
    return account.contact_fields.find(field.first) != nullptr;
  };
  return std::ranges::all_of(update->change.fields, has_field) &&
         (!update->change.lists || std::ranges::all_of(*update->change.lists, has_list));
}

/// Without what is gone, which it would pass over.
Automation sound(Automation automation, const AccountState& account) {
  std::erase_if(automation.steps, [&](const AutomationStep& step) {
    return !refers_to_what_is_there(step, account);
  });
  if (automation.start && automation.start->list != 0 &&
      !account.lists.find(automation.start->list))
    automation.start.reset();
  return automation;
}

/// By how many steps of the automation, before the one that comes next, are left out.
Journey moved(Journey journey, const Automation& automation, const AccountState& account) {
  const std::size_t done = std::min<std::size_t>(journey.next_step, automation.steps.size());
  journey.next_step = static_cast<std::uint64_t>(std::count_if(
      automation.steps.begin(), automation.steps.begin() + static_cast<std::ptrdiff_t>(done),
      [&](const AutomationStep& step) { return refers_to_what_is_there(step, account); }));
  return journey;
}

void drop_lost_journeys(AccountState& account) {
  const auto journeys = std::exchange(account.journeys, {});
  for (const auto& [id, journey] : journeys) {
    const auto automation = account.automations.find(journey->automation);
    if (automation && account.contacts.find(journey->contact))
      account.journeys.put(moved(*journey, *automation, account));
  }
}

}  // namespace

void drop_what_is_gone(AccountState& account) {
  drop_lost_journeys(account);
  const auto automations = std::exchange(account.automations, {});
  for (const auto& [id, automation] : automations)
    account.automations.put(sound(*automation, account));
  const auto campaigns = std::exchange(account.campaigns, {});
  for (const auto& [id, row] : campaigns) {
    Campaign campaign = *row;
    std::erase_if(campaign.lists, [&](std::uint64_t list) { return !account.lists.find(list); });
    account.campaigns.put(std::move(campaign));
  }
}

std::vector<std::shared_ptr<const Webhook>> sound_webhooks(
    std::vector<std::shared_ptr<const Webhook>> webhooks, const AccountState& account) {
  for (auto& webhook : webhooks) {
    if (!webhook || webhook->list == 0 || account.lists.find(webhook->list)) continue;
    Webhook deaf = *webhook;
    deaf.list = 0;
    for (std::size_t type = 0; type < kEventTypeCount; ++type)
      if (is_list_filtered(static_cast<EventType>(type))) deaf.events.reset(type);
    webhook = deaf.events.none() ? nullptr : std::make_shared<const Webhook>(std::move(deaf));
  }
  return webhooks;
}

}  // namespace hookline
