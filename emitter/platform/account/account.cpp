#include "emitter/platform/account/account.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookline {

Account::Account(AccountState state)
    : state_(std::move(state)),
      profile_(std::make_shared<const AccountProfile>(state_.profile)),
      due_(state_.journeys) {}

std::vector<Event> Account::perform(const Operation& operation, const Cause& cause) {
  AccountDraft draft(state_, cause, profile_);
  std::visit([&](const auto& one) { hookline::perform(one, draft); }, operation);
  return commit(draft);
}

std::vector<Event> Account::perform(const std::function<void(AccountDraft&)>& work,
                                    const Cause& cause) {
  AccountDraft draft(state_, cause, profile_);
  work(draft);
  return commit(draft);
}

std::vector<Event> Account::pass_time(std::int64_t now_ms) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < kGoneOnMax; ++i) {
    const auto journey = due_.due(state_.journeys, now_ms);
    if (!journey) break;
    AccountDraft draft(state_, {Source::kSystem, {}, journey->due_ms / 1000}, profile_);
    go_on(*journey, draft);
    std::ranges::move(commit(draft), std::back_inserter(events));
  }
  return events;
}

std::vector<Event> Account::commit(AccountDraft& draft) {
  follow_starts(draft);
  due_.follow(draft.journeys, state_.journeys);
  std::vector<Event> events = draft.commit(state_);
  for (Event& event : events) event.id = next_event_id_++;
  return events;
}

}  // namespace hookline
