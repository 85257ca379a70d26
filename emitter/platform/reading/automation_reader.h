#pragma once

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/account_state.h"

namespace hookline {

/// An automation of the account: {"id", "name", "start", "steps"}, or "url" in place of the latter:
/// a single webhook step. "start" is null or {"on": EVENT, "list", "tag"}; a step has one key:
/// wait, tag, untag, subscribe, unsubscribe, update, note or webhook. Throws Failure(kInvalidInput)
/// with the place of what is wrong, also for a list or a field that the account doesn't have.
Automation read_automation(const JsonValue& value, const AccountState& account);

/// The same without a look at what it refers to: check_automation() does that.
Automation read_automation(const JsonValue& value);

/// Throws OperationError, its path being that in the automation ("steps/0/subscribe"), for a list
/// or a field that isn't there.
void check_automation(const Automation& automation, const AccountDraft& account);

/// A contact who waits in an automation: {"id", "automation", "contact", "next_step": its index,
/// "due": a time}. The same is refused.
Journey read_journey(const JsonValue& value, const AccountState& account);

}  // namespace hookline
