#pragma once

#include "emitter/platform/account/due_journeys.h"
#include "emitter/platform/account/operations/operation.h"
#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/events/event.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace hookline {

/// The imitated account: operations change it and cause events. One thread at a time; copies are
/// cheap, share snapshots and go their own ways.
class Account {
 public:
  explicit Account(AccountState state = {});

  /// Does it, and says what happened: often one event, one per list where several are joined or
  /// left, or none; and what automations do by that. Event ids run on from 1. Throws OperationError
  /// where the operation names what isn't there, or lacks what it needs; the account is then as it
  /// was.
  std::vector<Event> perform(const Operation& operation, const Cause& cause);

  /// The same of whatever `work` does on a draft.
  std::vector<Event> perform(const std::function<void(AccountDraft&)>& work, const Cause& cause);

  /// What goes on in automations until then, by the system, each at its own time: at most
  /// kGoneOnMax journeys; the rest at the next call.
  std::vector<Event> pass_time(std::int64_t now_ms);
  static constexpr std::size_t kGoneOnMax = 10'000;

  const AccountState& state() const { return state_; }

 private:
  std::vector<Event> commit(AccountDraft& draft);

  AccountState state_;
  std::shared_ptr<const AccountProfile> profile_;
  std::uint64_t next_event_id_ = 1;
  DueJourneys due_;
};

}  // namespace hookline
