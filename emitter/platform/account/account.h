#pragma once

#include "emitter/platform/account/account_state.h"
#include "emitter/platform/account/action.h"
#include "emitter/platform/events/event.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace hookline {

/// The imitated account: actions change it and yield events. One thread at a time; copies are
/// cheap, share snapshots and go their own ways.
class Account {
 public:
  explicit Account(AccountState state = {});

  /// Does it, and says what happened: usually one event, one per list where several are joined or
  /// left. Event ids run on from 1. Throws ActionError where the action names what isn't there or a
  /// contact is missing; the account is then unusable.
  std::vector<Event> apply(const Action& action, std::int64_t time_s);

  const AccountState& state() const { return state_; }

 private:
  using Events = std::vector<Event>;

  Event event_of(const Action& action, std::int64_t time_s);
  Events with_contact(const Action& action, Event event);
  Events subscribe(const Action& action, Event event);
  Events unsubscribe(const Action& action, Event event);
  Events with_campaign(const Action& action, Event event);
  Events with_deal(const Action& action, Event event);
  Events with_task(const Action& action, Event event);
  Events add_part(const Action& action, Event event);
  /// One event per list in the scalar form, one for all in the array form.
  Events per_list(const Action& action, Event event);

  std::shared_ptr<const Contact> contact_of(const Action& action);
  std::shared_ptr<const Contact> find_contact(const ContactChange& change) const;
  std::shared_ptr<const Contact> put_contact(Contact contact);
  std::shared_ptr<const Campaign> campaign_of(const Action& action);
  std::shared_ptr<const Deal> deal_of(const Action& action, std::int64_t time_s);
  std::shared_ptr<const Deal> usual_deal(const Action& action) const;
  std::shared_ptr<const Deal> new_deal(const Action& action);
  std::shared_ptr<const Task> task_of(const Action& action, std::uint64_t deal,
                                      std::int64_t time_s);
  std::shared_ptr<const Task> usual_task(const Action& action) const;
  std::vector<ListEntry> entries_of(const std::vector<std::uint64_t>& lists) const;

  AccountState state_;
  std::shared_ptr<const AccountProfile> profile_;
  std::uint64_t next_event_id_ = 1;
  std::uint64_t next_note_id_ = 1;
};

}  // namespace hookline
