#pragma once

#include "emitter/platform/entities/table.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace hookline {

/// A table with changes that are not in it yet: reads as it will be, and leaves it as it is until
/// commit().
template <class Entity>
class TableDraft {
 public:
  using Snapshot = std::shared_ptr<const Entity>;

  /// Before all else. The table outlives the draft.
  void begin(const Table<Entity>& table) { table_ = &table; }
  /// After all else.
  void commit(Table<Entity>& table) {
    for (Snapshot& row : changed_) table.put_snapshot(std::move(row));
  }

  /// Null when there is none.
  Snapshot find(std::uint64_t id) const {
    const auto at = place_of(id);
    return at != changed_.end() && (*at)->id == id ? *at : table_->find(id);
  }
  /// That of the lowest id which is so; null when there is none.
  template <class IsIt>
  Snapshot find_if(IsIt is_it) const {
    auto changed = changed_.begin();
    for (const auto& [id, row] : *table_) {
      for (; changed != changed_.end() && (*changed)->id < id; ++changed)
        if (is_it(**changed)) return *changed;
      const bool is_changed = changed != changed_.end() && (*changed)->id == id;
      if (!is_changed && is_it(*row)) return row;
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
    auto snapshot = std::make_shared<const Entity>(std::move(entity));
    const auto at = place_of(snapshot->id);
    if (at != changed_.end() && (*at)->id == snapshot->id)
      changed_[static_cast<std::size_t>(at - changed_.begin())] = snapshot;
    else
      changed_.insert(at, snapshot);
    return snapshot;
  }

  std::uint64_t next_id() const {
    return std::max(table_->next_id(), changed_.empty() ? 1 : changed_.back()->id + 1);
  }
  /// What commit() will put into the table, by ascending id.
  const std::vector<Snapshot>& changed() const { return changed_; }
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
  auto place_of(std::uint64_t id) const {
    return std::lower_bound(
        changed_.begin(), changed_.end(), id,
        [](const Snapshot& row, std::uint64_t sought) { return row->id < sought; });
  }

  const Table<Entity>* table_ = nullptr;
  std::vector<Snapshot> changed_;  ///< by ascending id
};

}  // namespace hookline
