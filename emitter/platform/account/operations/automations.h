#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>

namespace hookline {

/// Runs an automation's webhook action for a contact.
struct RunAutomation {
  std::uint64_t automation = 0;
  ContactChange contact;
};
void perform(const RunAutomation& run, AccountDraft& account);

}  // namespace hookline
