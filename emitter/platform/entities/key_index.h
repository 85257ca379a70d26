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

/// Entities that are looked up by the ids of their ties, too: tie_of(entity, id) beside their type
/// gives one.
template <class Entity>
concept HasTies = requires(const Entity& entity) {
  { tie_of(entity, std::uint64_t()) } -> std::convertible_to<const void*>;
};

/// Ids of the entities of one kind by their lookup keys and the ids of their ties; of a kind
/// without such it stays empty. It keeps hashes, some 40 bytes each, and not the keys themselves.
template <class Entity>
class KeyIndex {
 public:
  /// That `after` stands where `before` stood; null: nothing.
  void replace(const Entity* before, const Entity* after) {
    if constexpr (HasLookupKey<Entity>) {
      const std::vector<std::size_t> old = before == nullptr ? Hashes() : hashes_of(*before);
      const std::vector<std::size_t> now = after == nullptr ? Hashes() : hashes_of(*after);
      const bool is_same_row = before != nullptr && after != nullptr && before->id == after->id;
      if (is_same_row && old == now) return;
      for (const std::size_t hash : old) remove(hash, before->id);
      for (const std::size_t hash : now) ids_.emplace(hash, after->id);
    }
  }
  /// Adds to `ids` those that may have the key: all that have it, and others of the same hash.
  void add_candidates(std::string_view key, std::vector<std::uint64_t>& ids) const {
    add(hash_of(key), ids);
  }
  /// The same of the id of a tie.
  void add_candidates(std::uint64_t tie, std::vector<std::uint64_t>& ids) const {
    add(hash_of(tie), ids);
  }

 private:
  using Hashes = std::vector<std::size_t>;
  static Hashes hashes_of(const Entity& entity) {
    Hashes hashes = {hash_of(std::string_view(lookup_key(entity)))};
    if constexpr (HasTies<Entity>)
      for (const auto& tie : entity.ties) hashes.push_back(hash_of(tie.id));
    return hashes;
  }
  void add(std::size_t hash, std::vector<std::uint64_t>& ids) const {
    const auto [from, to] = ids_.equal_range(hash);
    for (auto at = from; at != to; ++at) ids.push_back(at->second);
  }
  /// Ids that follow each other are spread over all hashes.
  static std::size_t hash_of(std::uint64_t tie) { return tie * 0x9e3779b97f4a7c15; }
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
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<typename Table::Snapshot> rows;
  for (const std::uint64_t id : candidates) {
    auto row = table.find(id);
    if (row && lookup_key(*row) == key) rows.push_back(std::move(row));
  }
  return rows;
}

/// That of the candidates which has the tie; null where none has.
template <class Table>
typename Table::Snapshot row_with_tie(const Table& table,
                                      const std::vector<std::uint64_t>& candidates,
                                      std::uint64_t tie) {
  for (const std::uint64_t id : candidates) {
    auto row = table.find(id);
    if (row && tie_of(*row, tie) != nullptr) return row;
  }
  return nullptr;
}

}  // namespace hookline
