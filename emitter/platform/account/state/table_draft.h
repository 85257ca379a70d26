#pragma once

#include "emitter/platform/entities/table.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// A table with changes that are not in it yet: reads as it will be, and leaves it as it is until
/// commit().
template <class Entity>
class TableDraft {
 public:
  using Snapshot = std::shared_ptr<const Entity>;

  /// Before all else. The table outlives the draft. What is put is made, or changed, at that time.
  void begin(const Table<Entity>& table, std::int64_t time_s) {
    table_ = &table;
    time_s_ = time_s;
  }
  /// After all else.
  void commit(Table<Entity>& table) {
    for (const std::uint64_t id : removed_) table.remove(id);
    for (Snapshot& row : changed_) table.put_snapshot(std::move(row));
    table.go_on_from(next_id_);
  }

  /// Null when there is none.
  Snapshot find(std::uint64_t id) const {
    const auto at = place_of(id);
    if (at != changed_.end() && (*at)->id == id) return *at;
    return is_removed(id) ? nullptr : table_->find(id);
  }
  /// All that have this lookup key, by ascending id.
  std::vector<Snapshot> with_key(std::string_view key) const {
    std::vector<std::uint64_t> candidates;
    table_->index().add_candidates(key, candidates);
    changed_index_.add_candidates(key, candidates);
    return rows_with_key(*this, std::move(candidates), key);
  }
  /// The one that has a tie of that id; null when there is none.
  Snapshot with_tie(std::uint64_t id) const {
    std::vector<std::uint64_t> candidates;
    table_->index().add_candidates(id, candidates);
    changed_index_.add_candidates(id, candidates);
    return row_with_tie(*this, candidates, id);
  }
  /// That of the lowest id which is so; null when there is none.
  template <class IsIt>
  Snapshot find_if(IsIt is_it) const {
    auto changed = changed_.begin();
    for (const auto& [id, row] : *table_) {
      for (; changed != changed_.end() && (*changed)->id < id; ++changed)
        if (is_it(**changed)) return *changed;
      const bool is_changed = changed != changed_.end() && (*changed)->id == id;
      if (!is_changed && !is_removed(id) && is_it(*row)) return row;
    }
    changed = std::find_if(changed, changed_.end(), [&](const auto& row) { return is_it(*row); });
    return changed == changed_.end() ? nullptr : *changed;
  }
  /// That of the lowest id; null in an empty table.
  Snapshot first() const {
    return find_if([](const Entity&) { return true; });
  }

  /// Adds or replaces by id; an entity without one (0) gets the next free.
  Snapshot put(Entity entity) {
    if (entity.id == 0) entity.id = next_id();
    if constexpr (requires { entity.updated_s; }) {
      if (entity.created_s == 0) entity.created_s = time_s_;
      entity.updated_s = time_s_;
    }
    std::erase(removed_, entity.id);
    auto snapshot = std::make_shared<const Entity>(std::move(entity));
    const auto at = place_of(snapshot->id);
    const bool is_changed = at != changed_.end() && (*at)->id == snapshot->id;
    changed_index_.replace(is_changed ? at->get() : nullptr, snapshot.get());
    if (is_changed)
      changed_[static_cast<std::size_t>(at - changed_.begin())] = snapshot;
    else
      changed_.insert(at, snapshot);
    return snapshot;
  }

  /// Takes it away, if it is there. Its id isn't given again.
  void remove(std::uint64_t id) {
    next_id_ = next_id();
    const auto at = place_of(id);
    if (at != changed_.end() && (*at)->id == id) {
      changed_index_.replace(at->get(), nullptr);
      changed_.erase(at);
    }
    if (table_->find(id) && !is_removed(id)) removed_.push_back(id);
  }

  std::uint64_t next_id() const {
    const std::uint64_t behind_changed = changed_.empty() ? 1 : changed_.back()->id + 1;
    return std::max({table_->next_id(), behind_changed, next_id_});
  }
  /// What commit() will put into the table, by ascending id.
  const std::vector<Snapshot>& changed() const { return changed_; }
  /// What commit() will take from it.
  const std::vector<std::uint64_t>& removed() const { return removed_; }
  std::size_t size() const { return ids().size(); }
  std::vector<std::uint64_t> ids() const {
    std::vector<std::uint64_t> ids;
    find_if([&](const Entity& entity) {
      ids.push_back(entity.id);
      return false;
    });
    return ids;
  }

 private:
  typename std::vector<Snapshot>::const_iterator place_of(std::uint64_t id) const {
    return std::lower_bound(
        changed_.begin(), changed_.end(), id,
        [](const Snapshot& row, std::uint64_t sought) { return row->id < sought; });
  }

  bool is_removed(std::uint64_t id) const {
    return std::find(removed_.begin(), removed_.end(), id) != removed_.end();
  }

  const Table<Entity>* table_ = nullptr;
  std::int64_t time_s_ = 0;
  std::uint64_t next_id_ = 1;  ///< over the ids of what was put and removed again
  std::vector<std::uint64_t> removed_;
  std::vector<Snapshot> changed_;   ///< by ascending id
  KeyIndex<Entity> changed_index_;  ///< of these alone
};

}  // namespace hookline
