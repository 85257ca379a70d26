#include "emitter/platform/webhooks/match_index.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace hookline {
namespace {

/// Up to this many positions, sorting is faster than merging.
constexpr std::size_t kSortedAtMost = 64;

std::uint64_t mixed(std::uint64_t value) {
  value *= 0x9e3779b97f4a7c15;
  return value ^ (value >> 32);
}

/// What the index asks of a webhook. Read for each pair of type and source, so it is kept small and
/// close together in memory.
struct Filter {
  std::uint64_t list;
  MatchIndex::Position position;
  EventTypeSet events;
  SourceSet sources;

  bool listens_for(EventType type, Source source) const {
    return events[static_cast<std::size_t>(type)] && sources[static_cast<std::size_t>(source)];
  }
};

std::vector<Filter> filters_of(std::span<const std::shared_ptr<const Webhook>> webhooks) {
  std::vector<Filter> filters;
  filters.reserve(webhooks.size());
  for (const auto& webhook : webhooks) {
    const auto position = static_cast<MatchIndex::Position>(filters.size());
    const bool fires = webhook && webhook->active;
    filters.push_back(fires ? Filter{webhook->list, position, webhook->events, webhook->sources}
                            : Filter{0, position, {}, {}});
  }
  return filters;
}

}  // namespace

void MatchIndex::ListTable::reserve(std::size_t lists) {
  slots_.assign(std::bit_ceil(lists * 2), Slot{});
}

std::size_t MatchIndex::ListTable::slot_of(std::uint64_t list) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = mixed(list) & mask;
  while (slots_[slot].list != 0 && slots_[slot].list != list) slot = (slot + 1) & mask;
  return slot;
}

void MatchIndex::ListTable::insert(std::uint64_t list, Run run) {
  slots_[slot_of(list)] = {list, run};
}

MatchIndex::Run MatchIndex::ListTable::find(std::uint64_t list) const {
  return slots_.empty() ? Run{} : slots_[slot_of(list)].run;
}

MatchIndex::MatchIndex(std::span<const std::shared_ptr<const Webhook>> webhooks) {
  const std::vector<Filter> by_position = filters_of(webhooks);
  std::vector<Filter> by_list = by_position;
  std::stable_sort(by_list.begin(), by_list.end(),
                   [](const Filter& a, const Filter& b) { return a.list < b.list; });
  std::unordered_multimap<std::size_t, std::shared_ptr<const Bucket>> built_by_size;
  std::vector<Entry> entries;
  for (const EventType type : all_event_types()) {
    for (const Source source : kSources) {
      entries.clear();
      for (const Filter& filter : is_list_filtered(type) ? by_list : by_position) {
        if (!filter.listens_for(type, source)) continue;
        entries.push_back({is_list_filtered(type) ? filter.list : 0, filter.position});
      }
      if (entries.empty()) continue;
      const auto [first, last] = built_by_size.equal_range(entries.size());
      const auto same = std::find_if(
          first, last, [&](const auto& built) { return holds_exactly(*built.second, entries); });
      auto& place = buckets_[static_cast<std::size_t>(type)][static_cast<std::size_t>(source)];
      if (same != last) {
        place = same->second;
      } else {
        place = std::make_shared<const Bucket>(make_bucket(entries));
        built_by_size.emplace(entries.size(), place);
      }
    }
  }
}

MatchIndex::Bucket MatchIndex::make_bucket(std::span<const Entry> entries) {
  Bucket bucket;
  std::vector<std::pair<std::uint64_t, Run>> runs;
  for (const Entry& entry : entries) {
    if (runs.empty() || runs.back().first != entry.list) {
      runs.emplace_back(entry.list, Run{static_cast<std::uint32_t>(positions_.size()), 0});
    }
    positions_.push_back(entry.position);
    ++runs.back().second.size;
  }
  const std::size_t scoped = runs.size() - (runs.front().first == 0 ? 1 : 0);
  if (scoped > 0) bucket.scoped.reserve(scoped);
  for (const auto& [list, run] : runs) {
    if (list == 0) {
      bucket.unscoped = run;
    } else {
      bucket.scoped.insert(list, run);
    }
  }
  return bucket;
}

/// Whether the bucket was made from entries like these; both have the same number of them.
bool MatchIndex::holds_exactly(const Bucket& bucket, std::span<const Entry> entries) const {
  for (std::size_t begin = 0; begin < entries.size();) {
    const std::uint64_t list = entries[begin].list;
    const auto positions = positions_of(list == 0 ? bucket.unscoped : bucket.scoped.find(list));
    if (positions.empty() || positions.size() > entries.size() - begin) return false;
    for (const Position position : positions) {
      const Entry& entry = entries[begin++];
      if (entry.list != list || entry.position != position) return false;
    }
  }
  return true;
}

std::span<const MatchIndex::Position> MatchIndex::positions_of(Run run) const {
  return std::span(positions_).subspan(run.begin, run.size);
}

std::size_t MatchIndex::total_size(std::span<const Run> runs) {
  std::size_t total = 0;
  for (const Run run : runs) total += run.size;
  return total;
}

void MatchIndex::append_merged(std::span<const Run> runs, std::vector<Position>& firing) const {
  if (runs.size() == 1) {
    const auto only = positions_of(runs[0]);
    firing.insert(firing.end(), only.begin(), only.end());
    return;
  }
  if (runs.size() == 2) {
    const auto a = positions_of(runs[0]);
    const auto b = positions_of(runs[1]);
    const std::size_t begin = firing.size();
    firing.resize(begin + a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(),
               firing.begin() + static_cast<std::ptrdiff_t>(begin));
    return;
  }
  const auto begin = static_cast<std::ptrdiff_t>(firing.size());
  if (total_size(runs) <= kSortedAtMost) {
    for (const Run run : runs) append_merged({&run, 1}, firing);
    std::sort(firing.begin() + begin, firing.end());
    return;
  }
  append_merged(runs.first(runs.size() / 2), firing);
  const auto middle = static_cast<std::ptrdiff_t>(firing.size());
  append_merged(runs.subspan(runs.size() / 2), firing);
  std::inplace_merge(firing.begin() + begin, firing.begin() + middle, firing.end());
}

void MatchIndex::match(EventType type, Source source, std::span<const std::uint64_t> lists,
                       std::vector<Position>& firing) const {
  const Bucket* found = bucket(type, source);
  if (found == nullptr) return;
  const std::size_t begin = firing.size();
  if (lists.size() <= 1) {
    const Run runs[] = {found->unscoped, lists.empty() ? Run{} : found->scoped.find(lists[0])};
    if (runs[1].size == 0) return append_merged(std::span(runs).first(1), firing);
    if (runs[0].size == 0) return append_merged(std::span(runs).last(1), firing);
    return append_merged(runs, firing);
  }
  std::vector<Run> runs = {found->unscoped};
  for (const std::uint64_t list : lists) {
    if (const Run run = found->scoped.find(list); run.size > 0) runs.push_back(run);
  }
  append_merged(runs, firing);
  // Each webhook is in one run, so only a list that is named twice brings it twice.
  const auto first = firing.begin() + static_cast<std::ptrdiff_t>(begin);
  firing.erase(std::unique(first, firing.end()), firing.end());
}

}  // namespace hookline
