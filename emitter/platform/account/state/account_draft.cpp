#include "emitter/platform/account/state/account_draft.h"

#include <algorithm>
#include <utility>

namespace hookline {

AccountDraft::AccountDraft(const AccountState& state, Cause cause,
                           const std::shared_ptr<const AccountProfile>& profile)
    : state_(state),
      cause_(cause),
      profile_(profile),
      next_note_id_(state.next_note_id),
      next_tie_id_(state.next_tie_id) {
  for_each_table(*this, state,
                 [&](auto& draft, const auto& table) { draft.begin(table, cause.time_s); });
}

Event& AccountDraft::tell(EventType type) {
  Event& event = events_.emplace_back();
  event.type = type;
  event.source = cause_.source;
  event.initiated_by = cause_.initiated_by;
  event.time_s = cause_.time_s;
  event.account = profile_;
  return event;
}

std::uint64_t AccountDraft::note_id(std::uint64_t given) {
  const std::uint64_t id = given == 0 ? next_note_id_ : given;
  next_note_id_ = std::max(next_note_id_, id) + 1;
  return id;
}

std::vector<Event> AccountDraft::commit(AccountState& state) {
  for_each_table(*this, state, [](auto& draft, auto& table) { draft.commit(table); });
  state.next_note_id = next_note_id_;
  state.next_tie_id = next_tie_id_;
  return std::move(events_);
}

}  // namespace hookline
