#pragma once

#include "emitter/platform/account/account_state.h"

#include <optional>

namespace hookline {

// A change is read against the account: what it refers to must be there. Each throws ActionError,
// its path being that of the change's member ("stage", "lists/0", "fields/7").

Contact changed(const AccountState& account, Contact contact, const ContactChange& change);
Campaign changed(const AccountState& account, Campaign campaign, const CampaignChange& change);
/// A deal without a pipeline, stage or owner gets the account's first ones, which are made where
/// there are none.
Deal changed(AccountState& account, Deal deal, const DealChange& change);
/// A task without a type gets the account's first one, which is made where there is none.
Task changed(AccountState& account, Task task, const TaskChange& change);

}  // namespace hookline
