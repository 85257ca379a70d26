#pragma once

#include "emitter/platform/account/operations/deals/deals.h"

#include <optional>

namespace hookline {

/// Adds a task to a deal, which is made where there is none and none is named.
struct AddTask {
  DealChoice deal = {};
  std::optional<TaskChange> task = {};
  ContactBlock contact_block = ContactBlock::kShown;
};
void perform(const AddTask& add, AccountDraft& account);

/// Completes a task: the one named, else the deal's first that is open, else one that is made.
struct CompleteTask {
  DealChoice deal = {};
  std::optional<TaskChange> task = {};
  ContactBlock contact_block = ContactBlock::kShown;
};
void perform(const CompleteTask& complete, AccountDraft& account);

}  // namespace hookline
