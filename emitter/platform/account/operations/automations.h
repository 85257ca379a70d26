#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>

namespace hookline {

/// What becomes of an automation's waits.
enum class Waits : std::uint8_t {
  kAreKept,     ///< the contact waits: a journey of the account
  kAreSkipped,  ///< what follows happens at once, dated as if they had passed
};

/// Lets a contact enter an automation: it goes through the steps up to the first wait. The system
/// does what they say. A step is passed over where its list, or one of its fields, is gone.
struct RunAutomation {
  std::uint64_t automation = 0;
  ContactChange contact;
  Waits waits = Waits::kAreKept;
};
void perform(const RunAutomation& run, AccountDraft& account);

/// Takes a contact out of an automation; what it did there stays done. Throws OperationError for an
/// entry that isn't there.
struct LeaveAutomation {
  std::uint64_t entry = 0;  ///< an AutomationEntry
};
void perform(const LeaveAutomation& leave, AccountDraft& account);

/// Goes on with RunAutomation from where the contact waits, up to the next wait or the end, which
/// ends the journey; so does that automation or contact being gone. The cause's time is when it
/// happens.
void go_on(const Journey& journey, AccountDraft& account);

/// Lets contacts enter the automations that start with what happens on the draft, and with what
/// happens by that. None enters the same automation twice, so that automations which start each
/// other come to an end.
void follow_starts(AccountDraft& account);

}  // namespace hookline
