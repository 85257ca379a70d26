#pragma once

#include "emitter/platform/entities/key_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// The entities of one kind by id, as immutable snapshots: a change is a new snapshot in the old
/// one's place, so events keep what they saw, and copying a table copies no entity.
template <class Entity>
class Table {
 public:
  using Snapshot = std::shared_ptr<const Entity>;

  /// Null when there is none.
  Snapshot find(std::uint64_t id) const {
    const auto at = rows_.find(id);
    return at == rows_.end() ? nullptr : at->second;
  }
  /// All that have this lookup key, by ascending id.
  std::vector<Snapshot> with_key(std::string_view key) const {
    std::vector<std::uint64_t> candidates;
    index_.add_candidates(key, candidates);
    return rows_with_key(*this, std::move(candidates), key);
  }
  /// The one that has a tie of that id; null when there is none.
  Snapshot with_tie(std::uint64_t id) const {
    std::vector<std::uint64_t> candidates;
    index_.add_candidates(id, candidates);
    return row_with_tie(*this, candidates, id);
  }
  const KeyIndex<Entity>& index() const { return index_; }
  /// That of the lowest id; null in an empty table.
  Snapshot first() const { return rows_.empty() ? nullptr : rows_.begin()->second; }

  /// Adds or replaces by id; an entity without one (0) gets the next free.
  Snapshot put(Entity entity) {
    if (entity.id == 0) entity.id = next_id();
    auto snapshot = std::make_shared<const Entity>(std::move(entity));
    put_snapshot(snapshot);
    return snapshot;
  }
  /// The same of one that is a snapshot already, and has an id.
  void put_snapshot(Snapshot snapshot) {
    go_on_from(snapshot->id + 1);
    Snapshot& row = rows_[snapshot->id];
    index_.replace(row.get(), snapshot.get());
    row = std::move(snapshot);
  }
  /// Its id isn't given again.
  void remove(std::uint64_t id) {
    const auto at = rows_.find(id);
    if (at == rows_.end()) return;
    index_.replace(at->second.get(), nullptr);
    rows_.erase(at);
  }

  /// Over every id that was ever there.
  std::uint64_t next_id() const { return next_id_; }
  /// No id below it is given from now on; for a table that was written down and read again.
  void go_on_from(std::uint64_t next_id) { next_id_ = std::max(next_id_, next_id); }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  std::vector<std::uint64_t> ids() const {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, row] : rows_) ids.push_back(id);
    return ids;
  }
  auto begin() const { return rows_.begin(); }
  /// Behind the last row whose id is under that one: from there they can be gone through backwards.
  auto before(std::uint64_t id) const { return rows_.lower_bound(id); }
  auto end() const { return rows_.end(); }

 private:
  std::map<std::uint64_t, Snapshot> rows_;
  KeyIndex<Entity> index_;
  std::uint64_t next_id_ = 1;
};

}  // namespace hookline
