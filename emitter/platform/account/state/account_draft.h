#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/account/state/table_draft.h"
#include "emitter/platform/events/event.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace hookline {

/// Somebody puts a contact into an automation.
struct EnteredAutomation {
  std::uint64_t automation = 0;
  std::uint64_t contact = 0;
  std::size_t first_event = 0;  ///< of the draft's events, what it does there, up to the first wait
  std::size_t end_event = 0;    ///< behind the last of these
};

/// What one operation makes of an account: its changes and what happened. The account stays as it
/// is until commit(), which can't fail; so an operation that throws has changed nothing.
class AccountDraft : public AccountTables<TableDraft> {
 public:
  /// State and profile outlive it; the profile goes into the events.
  AccountDraft(const AccountState& state, Cause cause,
               const std::shared_ptr<const AccountProfile>& profile);

  const Cause& cause() const { return cause_; }
  /// What is told from now on is by that cause.
  void go_on_by(const Cause& cause) { cause_ = cause; }
  /// Adds an event of that type by this cause, for the caller to fill in before the next is added.
  Event& tell(EventType type);
  const std::string& currency() const { return state_.profile.currency; }
  const AccountProfile& profile() const { return state_.profile; }
  /// AccountState::next_note_id as it will be.
  std::uint64_t next_note_id() const { return next_note_id_; }
  /// For a note that comes without an id (0), the next one.
  std::uint64_t note_id(std::uint64_t given);

  /// AccountState::next_tie_id as it will be; whoever ties counts it on.
  std::uint64_t& next_tie_id() { return next_tie_id_; }
  std::uint64_t next_tie_id() const { return next_tie_id_; }

  void note_entered(const EnteredAutomation& entered) { entered_.push_back(entered); }
  /// Into which automations somebody puts contacts with it, in order.
  const std::vector<EnteredAutomation>& entered() const { return entered_; }

  /// What happens with it, in order; ids still 0.
  const std::vector<Event>& events() const { return events_; }
  /// `state` is the one that it was made of. Gives what happened, in order, ids still 0.
  std::vector<Event> commit(AccountState& state);

 private:
  const AccountState& state_;
  Cause cause_;
  const std::shared_ptr<const AccountProfile>& profile_;
  std::uint64_t next_note_id_;
  std::uint64_t next_tie_id_;
  std::vector<Event> events_;
  std::vector<EnteredAutomation> entered_;
};

}  // namespace hookline
