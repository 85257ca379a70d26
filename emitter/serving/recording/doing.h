#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/running/platform.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hookline {

/// What becomes of a table.
template <class Entity>
struct TableChange {
  std::vector<std::shared_ptr<const Entity>> changed;  ///< as they are then
  std::vector<std::uint64_t> removed;
};

/// Something that was done in an account, kept.
struct Doing {
  Cause cause;
  bool is_by_itself = false;  ///< an automation went on
  std::vector<Event> events;  ///< without those that automations cause
  std::vector<EnteredAutomation> entered;
  AccountTables<TableChange> changes;
};

Doing kept(const AccountDoing& doing);

}  // namespace hookline
