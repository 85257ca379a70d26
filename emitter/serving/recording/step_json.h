#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/events/event.h"

#include <nlohmann/json.hpp>

namespace hookline {

using StepJson = nlohmann::ordered_json;

/// What a scenario has of an entity, as `after`, where `before` differs; a member that is gone is
/// emptied. `before` null: all of it.
template <class Entity>
StepJson difference(const Entity* before, const Entity& after);

/// The step that makes that happen in the account, which is as it was before; whom and what it is
/// about is named by id, and changed first where it is otherwise there.
StepJson step_of(const Event& event, const AccountState& account);

}  // namespace hookline
