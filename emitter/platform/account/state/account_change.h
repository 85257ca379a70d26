#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/operation_error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace hookline {

// A change is read against the account: what it refers to must be there. Each throws
// OperationError, its path being that of the change's member ("stage", "lists/0", "fields/7").

Contact changed(AccountDraft& account, Contact contact, const ContactChange& change);
Campaign changed(AccountDraft& account, Campaign campaign, const CampaignChange& change);
/// A deal without a pipeline, stage or owner gets the account's first ones, which are made where
/// there are none.
Deal changed(AccountDraft& account, Deal deal, const DealChange& change);
/// A task without a type gets the account's first one, which is made where there is none.
Task changed(AccountDraft& account, Task task, const TaskChange& change);

/// Throws OperationError where the stage is of another pipeline than the one asked for, if any is.
void check_pipeline(const Stage& stage, std::optional<std::uint64_t> pipeline,
                    const char* path = "stage");

/// A changed entity, problems told as being in that part of the operation: "deal/stage".
template <class Entity, class Change>
Entity changed_at(const char* part, AccountDraft& account, Entity entity, const Change& change) {
  try {
    return changed(account, std::move(entity), change);
  } catch (const OperationError& error) {
    throw OperationError(std::string(part) + "/" + error.path(), error.what());
  }
}

inline constexpr std::int64_t kTaskDuration_s = 900;

}  // namespace hookline
