#pragma once

#include "emitter/platform/actions/account_action.h"

#include <cstdint>

namespace hookline {

// Actions that take away what their key has the id of; each throws OperationError where it isn't
// there.

/// With all that is its own: Removal is an operation such as RemoveList.
template <class Removal>
void read_removal(AccountAction& action, JsonObject& keys, const char* key) {
  const Removal removal{keys.require(key).id()};
  action.perform = [removal](AccountDraft& draft) { perform(removal, draft); };
}

/// Alone: nothing else in the account belongs to it.
template <class Entity>
void read_removal_from(AccountAction& action, JsonObject& keys, const char* key,
                       TableDraft<Entity> AccountTables<TableDraft>::*table) {
  const std::uint64_t id = keys.require(key).id();
  action.perform = [=](AccountDraft& draft) {
    (draft.*table).remove(require(draft.*table, id, key, key)->id);
  };
}

}  // namespace hookline
