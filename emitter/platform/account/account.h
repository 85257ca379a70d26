#pragma once

#include "emitter/platform/account/operations/operation.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/events/event.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hookline {

/// The imitated account: operations change it and cause events. One thread at a time; copies are
/// cheap, share snapshots and go their own ways.
class Account {
 public:
  explicit Account(AccountState state = {});

  /// Does it, and says what happened: often one event, one per list where several are joined or
  /// left, or none. Event ids run on from 1. Throws OperationError where the operation names what
  /// isn't there, or lacks what it needs; the account is then as it was.
  std::vector<Event> perform(const Operation& operation, const Cause& cause);

  const AccountState& state() const { return state_; }

 private:
  AccountState state_;
  std::shared_ptr<const AccountProfile> profile_;
  std::uint64_t next_event_id_ = 1;
};

}  // namespace hookline
