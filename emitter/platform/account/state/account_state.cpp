#include "emitter/platform/account/state/account_state.h"

#include <set>
#include <utility>

namespace hookline {
namespace {

template <class Entity>
void date_undated(Table<Entity>& table, std::int64_t time_s) {
  if constexpr (requires(Entity entity) { entity.created_s, entity.updated_s; }) {
    for (const std::uint64_t id : table.ids()) {
      Entity entity = *table.find(id);
      if (entity.created_s && entity.updated_s) continue;
      if (!entity.created_s) entity.created_s = time_s;
      if (!entity.updated_s) entity.updated_s = time_s;
      table.put(std::move(entity));
    }
  }
}

}  // namespace

User key_owner(const AccountState& account) {
  const auto first = account.users.first();
  return first ? *first : User{.id = 1};
}

void date_undated(AccountState& state, std::int64_t time_s) {
  for_each_table(state, state, [time_s](auto& table, auto&) { date_undated(table, time_s); });
}

bool tie_untied(AccountState& state, std::int64_t time_s) {
  bool is_changed = false;
  for (const std::uint64_t id : state.contacts.ids()) {
    const auto contact = state.contacts.find(id);
    const std::size_t needed = contact->lists.size() + contact->left_lists.size() +
                               contact->tags.size() + contact->fields.size();
    if (contact->ties.size() == needed) continue;
    Contact tied = *contact;
    settle_ties(tied, nullptr, contact->created_s == 0 ? time_s : contact->created_s,
                state.next_tie_id);
    state.contacts.put(std::move(tied));
    is_changed = true;
  }
  return is_changed;
}

void found_companies(AccountState& state, std::int64_t time_s) {
  std::set<std::uint64_t> members;
  for (const auto& [id, member] : state.company_members) members.insert(member->contact);
  for (const auto& [id, contact] : state.contacts) {
    const CustomerAccount& named = contact->customer_account;
    if (named.id == 0) continue;
    if (!state.companies.find(named.id))
      state.companies.put({named.id, named.name, "", time_s, time_s});
    if (!members.contains(id)) state.company_members.put({0, named.id, id, "", time_s, time_s});
  }
}

}  // namespace hookline
