#include "emitter/platform/account/account.h"

#include "emitter/platform/account/state/account_draft.h"

#include <utility>

namespace hookline {

Account::Account(AccountState state)
    : state_(std::move(state)), profile_(std::make_shared<const AccountProfile>(state_.profile)) {}

std::vector<Event> Account::perform(const Operation& operation, const Cause& cause) {
  AccountDraft draft(state_, cause, profile_);
  std::visit([&](const auto& one) { hookline::perform(one, draft); }, operation);
  std::vector<Event> events = draft.commit(state_);
  for (Event& event : events) event.id = next_event_id_++;
  return events;
}

}  // namespace hookline
