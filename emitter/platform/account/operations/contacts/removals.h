#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>

namespace hookline {

// What is taken away goes with all that is its own, and without an event. Each throws
// OperationError for an id that isn't there.

/// Its notes go with it; its deals stay, and have no contact any more.
struct RemoveContact {
  std::uint64_t contact = 0;
};
void perform(const RemoveContact& remove, AccountDraft& account);

/// Nobody is on it any more, and no campaign goes to it. Webhooks that listen for it stay, and hear
/// nothing.
struct RemoveList {
  std::uint64_t list = 0;
};
void perform(const RemoveList& remove, AccountDraft& account);

/// Nobody has it any more.
struct RemoveTagEverywhere {
  std::uint64_t tag = 0;
};
void perform(const RemoveTagEverywhere& remove, AccountDraft& account);

/// Nobody has a value of it any more.
struct RemoveContactField {
  std::uint64_t field = 0;
};
void perform(const RemoveContactField& remove, AccountDraft& account);

/// Nobody works for it any more.
struct RemoveCompany {
  std::uint64_t company = 0;
};
void perform(const RemoveCompany& remove, AccountDraft& account);

/// Its tasks and notes go with it.
struct RemoveDeal {
  std::uint64_t deal = 0;
};
void perform(const RemoveDeal& remove, AccountDraft& account);

}  // namespace hookline
