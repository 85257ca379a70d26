#include "emitter/platform/account/account_tally.h"

namespace hookline {

AccountTally::AccountTally(const AccountState& account) {
  count_all(account.contacts);
  count_all(account.journeys);
  count_all(account.deals);
  count_all(account.tasks);
}

template <class Entity>
void AccountTally::count_all(const Table<Entity>& table) {
  for (const auto& [id, row] : table) count(*row);
}

void AccountTally::follow(const AccountDraft& draft, const AccountState& account) {
  follow(draft.contacts, account.contacts);
  follow(draft.journeys, account.journeys);
  follow(draft.deals, account.deals);
  follow(draft.tasks, account.tasks);
}

template <class Entity>
void AccountTally::follow(const TableDraft<Entity>& draft, const Table<Entity>& table) {
  for (const std::uint64_t id : draft.removed())
    if (const auto before = table.find(id)) forget(*before);
  for (const auto& row : draft.changed()) {
    if (const auto before = table.find(row->id)) forget(*before);
    count(*row);
  }
}

void AccountTally::count(const Contact& contact) {
  for (const std::uint64_t list : contact.lists) on_list_[list].insert(contact.id);
}

void AccountTally::forget(const Contact& contact) {
  for (const std::uint64_t list : contact.lists) on_list_[list].erase(contact.id);
}

const std::set<std::uint64_t>& AccountTally::on_list(std::uint64_t list) const {
  static const std::set<std::uint64_t> kNobody;
  const auto at = on_list_.find(list);
  return at == on_list_.end() ? kNobody : at->second;
}

std::size_t AccountTally::inside_automation(std::uint64_t automation) const {
  const auto at = journeys_.find(automation);
  return at == journeys_.end() ? 0 : at->second;
}

}  // namespace hookline
