#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Entities that are looked up by a text of theirs, too: lookup_key(entity) beside their type gives
/// it.
template <class Entity>
concept HasLookupKey = requires(const Entity& entity) {
  { lookup_key(entity) } -> std::convertible_to<std::string_view>;
};

/// Ids of the entities of one kind by their lookup keys; of a kind without such keys it stays
/// empty. It keeps hashes of the keys, some 40 bytes an entity, and not the keys themselves.
template <class Entity>
class KeyIndex {
 public:
  /// That `after` stands where `before` stood; null: nothing.
  void replace(const Entity* before, const Entity* after) {
    if constexpr (HasLookupKey<Entity>) {
      if (before != nullptr && after != nullptr && before->id == after->id &&
          lookup_key(*before) == lookup_key(*after))
        return;
      if (before != nullptr) remove(hash_of(lookup_key(*before)), before->id);
      if (after != nullptr) ids_.emplace(hash_of(lookup_key(*after)), after->id);
    }
  }
  /// Adds to `ids` those that may have the key: all that have it, and others of the same hash.
  void add_candidates(std::string_view key, std::vector<std::uint64_t>& ids) const {
    const auto [from, to] = ids_.equal_range(hash_of(key));
    for (auto at = from; at != to; ++at) ids.push_back(at->second);
  }

 private:
  static std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>()(key); }
  void remove(std::size_t hash, std::uint64_t id) {
    const auto [from, to] = ids_.equal_range(hash);
    const auto found = std::find_if(from, to, [id](const auto& one) { return one.second == id; });
    if (found != to) ids_.erase(found);
  }

  std::unordered_multimap<std::size_t, std::uint64_t> ids_;
};

/// Those of the candidates that `table` (or a draft of one) has under the key, by ascending id.
template <class Table>
auto rows_with_key(const Table& table, std::vector<std::uint64_t> candidates,
                   std::string_view key) {
  std::ranges::sort(candidates);
  const auto repeated = std::ranges::unique(candidates);
  candidates.erase(repeated.begin(), repeated.end());
  std::vector<typename Table::Snapshot> rows;
  for (const std::uint64_t id : candidates) {
    auto row = table.find(id);
    if (row && lookup_key(*row) == key) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace hookline
