#pragma once

#include "emitter/platform/account/operations/operation.h"
#include "emitter/platform/account/state/account_state.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hookline {

/// The ids of a table that may be there: those of the account, those that steps give, and those
/// that entities made without an id may get.
template <class Entity>
class PossibleIds {
 public:
  /// Before all else. The table outlives it.
  void begin(const Table<Entity>& table) {
    table_ = &table;
    first_new_ = table.next_id();
    highest_ = first_new_ - 1;
  }
  /// `id` 0 or none: one that it will be given, `times` in a row.
  void add(std::optional<std::uint64_t> id, std::uint64_t times = 1) {
    if (id.value_or(0) == 0) {
      unnamed_ += times;
      return;
    }
    added_.insert(*id);
    highest_ = std::max(highest_, *id);
  }
  bool find(std::uint64_t id) const {
    return table_->find(id) || added_.contains(id) ||
           (id >= first_new_ && id <= highest_ && unnamed_ > 0) ||
           (id > highest_ && id - highest_ <= unnamed_);
  }
  bool empty() const { return table_->empty() && added_.empty() && unnamed_ == 0; }
  const Table<Entity>& table() const { return *table_; }
  /// As messages list them, where they are few.
  std::vector<std::uint64_t> ids() const {
    constexpr std::uint64_t kShownMax = 100;
    std::vector<std::uint64_t> ids = table_->ids();
    ids.insert(ids.end(), added_.begin(), added_.end());
    for (std::uint64_t i = 1; i <= std::min(unnamed_, kShownMax); ++i) ids.push_back(highest_ + i);
    return ids;
  }

 private:
  const Table<Entity>* table_ = nullptr;
  std::uint64_t first_new_ = 1;
  std::uint64_t highest_ = 0;
  std::set<std::uint64_t> added_;
  std::uint64_t unnamed_ = 0;
};

/// Refuses, without playing, steps that name what can't be in the account when their turn comes.
/// What only a play shows is refused then, by the operation itself.
class StepCheck {
 public:
  /// The account outlives it.
  explicit StepCheck(const AccountState& account);

  /// A step adds a custom field of contacts; 0: with the next id.
  void add_contact_field(std::uint64_t id) { ids_.contact_fields.add(id); }
  /// The same of an automation.
  void add_automation(std::uint64_t id) { ids_.automations.add(id); }
  /// Step by step. Throws OperationError, as performing the operation would.
  void check(const Operation& operation, std::uint64_t repeat);

 private:
  struct Checked;
  void check_contact(const ContactChange& contact, bool may_be_new);
  void check_lists(const std::string& path, const std::vector<std::uint64_t>& lists) const;
  void check_campaign(const std::optional<CampaignChange>& campaign, std::uint64_t repeat);
  void check_deal(const DealChoice& choice, DealNeed need, std::uint64_t repeat);
  void check_task(const std::optional<TaskChange>& task, bool adds, std::uint64_t repeat);

  AccountTables<PossibleIds> ids_;
  std::set<std::string> emails_;
};

}  // namespace hookline
