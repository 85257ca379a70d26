#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/account_state.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

namespace hookline {

/// What would take a look at every row to know, kept up to date instead: who is on a list, how many
/// wait in an automation. One thread at a time.
class AccountTally {
 public:
  AccountTally() = default;
  explicit AccountTally(const AccountState& account);

  /// The draft is about to be committed to the account.
  void follow(const AccountDraft& draft, const AccountState& account);

  /// Contacts that are active on the list, by ascending id. The reference lasts until the next
  /// follow().
  const std::set<std::uint64_t>& on_list(std::uint64_t list) const;
  std::size_t inside_automation(std::uint64_t automation) const;
  std::size_t open_deals() const { return open_deals_; }
  std::size_t open_tasks() const { return open_tasks_; }

 private:
  void count(const Contact& contact);
  void forget(const Contact& contact);
  void count(const Journey& journey) { ++journeys_[journey.automation]; }
  void forget(const Journey& journey) { --journeys_[journey.automation]; }
  void count(const Deal& deal) { open_deals_ += is_open(deal); }
  void forget(const Deal& deal) { open_deals_ -= is_open(deal); }
  void count(const Task& task) { open_tasks_ += is_open(task); }
  void forget(const Task& task) { open_tasks_ -= is_open(task); }
  template <class Entity>
  void count_all(const Table<Entity>& table);
  template <class Entity>
  void follow(const TableDraft<Entity>& draft, const Table<Entity>& table);
  static std::size_t is_open(const Deal& deal) { return deal.status == DealStatus::kOpen ? 1 : 0; }
  static std::size_t is_open(const Task& task) { return task.done_s ? 0 : 1; }

  std::map<std::uint64_t, std::set<std::uint64_t>> on_list_;
  std::map<std::uint64_t, std::size_t> journeys_;
  std::size_t open_deals_ = 0;
  std::size_t open_tasks_ = 0;
};

}  // namespace hookline
