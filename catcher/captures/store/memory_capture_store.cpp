#include "catcher/captures/store/memory_capture_store.h"

#include "catcher/base/memory/fit.h"
#include "catcher/captures/capture_outline.h"
#include "catcher/captures/store/searches/scan_memory.h"
#include "catcher/captures/store/searches/search_watch.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <random>

#include <fmt/format.h>

namespace hookline {
namespace {

/// How many captures a reader takes at a time, so that it holds the mutex for a moment only.
constexpr std::size_t kStride = 512;

/// The capture without its body, or with the start of it.
Capture head_of_capture(const Capture& capture, CapturePart part) {
  Capture head = outline_of(capture);
  const bool start =
      part == CapturePart::kStart && capture.raw.size() - capture.head_bytes <= kBodyStartOfMax;
  head.raw = capture.raw.substr(0, capture.head_bytes + (start ? kBodyStartBytes : 0));
  return head;
}

std::string random_identity() {
  std::random_device device;
  return fmt::format("{:08x}{:08x}", device(), device());
}

}  // namespace

MemoryCaptureStore::MemoryCaptureStore(StoreLimits limits, MemoryBudget* memory)
    : limits_(limits), memory_(memory), identity_(random_identity()) {}

bool MemoryCaptureStore::is_over_limits() const {
  return captures_.size() > 1 &&
         (counts_.total > limits_.captures_max || counts_.bytes > limits_.bytes_max);
}

std::int64_t MemoryCaptureStore::append(Captures batch) {
  assert(!batch.empty());
  std::vector<std::shared_ptr<Capture>> arrived;
  arrived.reserve(batch.size());
  for (Capture& capture : batch) {
    fit(capture.raw);
    arrived.push_back(std::make_shared<Capture>(std::move(capture)));
  }

  std::vector<Shared> dropped;  // freed after the mutex: bodies can be large
  const std::lock_guard lock(mutex_);
  const std::int64_t first = counts_.last + 1;
  for (auto& capture : arrived) {
    capture->id = ++counts_.last;
    counts_.bytes += kept_bytes(*capture);
    ++counts_.total;
    captures_.push_back(std::move(capture));
    drop_over_limits(dropped);
  }
  arrivals_.publish(counts_);
  return first;
}

void MemoryCaptureStore::drop_over_limits(std::vector<Shared>& dropped) {
  while (is_over_limits()) {
    forget(*captures_.front());
    ++counts_.dropped;
    counts_.floor = captures_.front()->id;
    dropped.push_back(std::move(captures_.front()));
    captures_.pop_front();
  }
}

void MemoryCaptureStore::forget(const Capture& capture) {
  counts_.bytes -= kept_bytes(capture);
  --counts_.total;
  const auto relays = relays_.find(capture.id);
  if (relays == relays_.end()) return;
  for (const Relay& relay : relays->second) counts_.bytes -= kept_bytes(relay);
  relays_.erase(relays);
}

std::deque<MemoryCaptureStore::Shared>::const_iterator MemoryCaptureStore::first_past(
    std::int64_t id) const {
  return std::upper_bound(captures_.begin(), captures_.end(), id,
                          [](std::int64_t past, const Shared& c) { return past < c->id; });
}

MemoryCaptureStore::Shared MemoryCaptureStore::find_shared(std::int64_t id) const {
  if (id < 1) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto at = first_past(id - 1);
  return at != captures_.end() && (*at)->id == id ? *at : nullptr;
}

std::optional<Capture> MemoryCaptureStore::find(std::int64_t id) {
  const auto hidden = arrivals_.hidden();
  const Shared found = hidden && hidden->has(id) ? nullptr : find_shared(id);
  return found ? std::optional(*found) : std::nullopt;
}

bool MemoryCaptureStore::add_relay(std::int64_t id, Relay relay,
                                   std::optional<CaptureReply> reply) {
  std::shared_ptr<Capture> changed;
  if (reply) {
    // Readers may share the old capture, so it is replaced. It is copied without the mutex.
    const Shared found = find_shared(id);
    if (!found) return false;
    changed = std::make_shared<Capture>(*found);
    changed->reply = std::move(*reply);
    changed->duration_us += relay.duration_us;
  }
  fit(relay.body);
  std::vector<Shared> dropped;
  const std::lock_guard lock(mutex_);
  const auto at = id < 1 ? captures_.cend() : first_past(id - 1);
  if (at == captures_.cend() || (*at)->id != id) return false;
  if (changed) {
    counts_.bytes += kept_bytes(*changed) - kept_bytes(**at);
    captures_[static_cast<std::size_t>(at - captures_.cbegin())] = std::move(changed);
  }
  auto& relays = relays_[id];
  counts_.bytes += kept_bytes(relay);
  relays.push_back(std::move(relay));
  const auto is_replay = [](const Relay& one) { return one.kind == RelayKind::kReplay; };
  if (static_cast<std::size_t>(std::count_if(relays.begin(), relays.end(), is_replay)) >
      kReplaysMax) {
    const auto oldest = std::find_if(relays.begin(), relays.end(), is_replay);
    counts_.bytes -= kept_bytes(*oldest);
    relays.erase(oldest);
  }
  drop_over_limits(dropped);
  arrivals_.publish(counts_);
  arrivals_.tell_update(id);
  return true;
}

std::vector<Relay> MemoryCaptureStore::relays(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = relays_.find(id);
  return found == relays_.end() ? std::vector<Relay>() : found->second;
}

std::vector<MemoryCaptureStore::Shared> MemoryCaptureStore::some_between(
    std::int64_t after, std::int64_t before, bool newest, std::size_t count_max) const {
  const std::lock_guard lock(mutex_);
  auto from = first_past(after);
  auto to = std::max(from, first_past(before - 1));
  const auto count = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(count_max), to - from);
  if (newest) {
    from = to - count;
  } else {
    to = from + count;
  }
  return {from, to};
}

std::vector<MemoryCaptureStore::Shared> MemoryCaptureStore::select(
    const CaptureQuery& query) const {
  ScanMemory scanning(memory_);
  SearchWatch watch(query);
  const auto hidden = arrivals_.hidden();
  std::vector<Shared> found;
  auto after = std::max<std::int64_t>(query.after, 0);
  auto before = query.before;
  while (found.size() < query.limit && after < before) {
    const auto wanted = query.limit - found.size();
    auto some = some_between(after, before, query.newest,
                             query.filter.empty() ? std::min(wanted, kStride) : kStride);
    if (some.empty()) break;
    if (query.newest) {
      before = some.front()->id;
      std::reverse(some.begin(), some.end());
    } else {
      after = some.back()->id;
    }
    for (Shared& capture : some) {
      if (found.size() == query.limit) break;
      if (watch.is_given_up()) throw SearchGivenUp();
      if (hidden && hidden->has(capture->id)) continue;
      if (query.filter.reads_bodies() &&
          !scanning.admit(capture->raw.size() - capture->head_bytes)) {
        throw StoreError("the memory for calls is in use: no body can be searched now");
      }
      if (query.filter.matches(*capture)) found.push_back(std::move(capture));
    }
  }
  if (query.newest) std::reverse(found.begin(), found.end());
  return found;
}

Captures MemoryCaptureStore::list(const CaptureQuery& query) {
  Captures captures;
  for (const Shared& capture : select(query)) {
    captures.push_back(query.part == CapturePart::kWhole ? *capture
                                                         : head_of_capture(*capture, query.part));
  }
  return captures;
}

std::vector<CaptureSize> MemoryCaptureStore::sizes(const CaptureQuery& query) {
  const auto selected = select(query);
  std::vector<CaptureSize> sizes;
  const std::lock_guard lock(mutex_);
  for (const Shared& capture : selected) {
    sizes.push_back({capture->id, capture->head_bytes, kept_bytes(*capture)});
    const auto relays = relays_.find(capture->id);
    if (relays == relays_.end()) continue;
    for (const Relay& relay : relays->second) sizes.back().kept_bytes += kept_bytes(relay);
  }
  return sizes;
}

std::uint64_t MemoryCaptureStore::count(CaptureQuery query) {
  query.limit = std::numeric_limits<std::size_t>::max();
  return select(query).size();
}

void MemoryCaptureStore::scan(const CaptureQuery& query,
                              const std::function<void(const CaptureMoment&)>& take) {
  CaptureQuery all = query;
  all.limit = std::numeric_limits<std::size_t>::max();
  for (const Shared& capture : select(all)) {
    take({capture->received_us, capture->reply.status, capture->channel});
  }
}

std::uint64_t MemoryCaptureStore::remove(const CaptureIds& ids) {
  std::vector<Shared> removed;  // freed after the mutex: bodies can be large
  if (ids.empty()) return 0;
  const std::lock_guard lock(mutex_);
  const auto from = captures_.begin() + (first_past(ids.front() - 1) - captures_.cbegin());
  const auto is_asked = [&](const Shared& capture) {
    return std::binary_search(ids.begin(), ids.end(), capture->id);
  };
  std::copy_if(from, captures_.end(), std::back_inserter(removed), is_asked);
  if (removed.empty()) return 0;
  captures_.erase(std::remove_if(from, captures_.end(), is_asked), captures_.end());
  for (const Shared& capture : removed) forget(*capture);
  ++counts_.cleared;
  arrivals_.publish(counts_, ids);
  return removed.size();
}

std::uint64_t MemoryCaptureStore::clear() {
  std::deque<Shared> removed;
  std::unordered_map<std::int64_t, std::vector<Relay>> relays;
  const std::lock_guard lock(mutex_);
  removed.swap(captures_);
  relays.swap(relays_);
  if (removed.empty()) return 0;
  counts_.bytes = 0;
  counts_.total = 0;
  counts_.floor = counts_.last;
  ++counts_.cleared;
  arrivals_.publish(counts_);
  return removed.size();
}

std::unique_ptr<CaptureStore> make_memory_store(StoreLimits limits, MemoryBudget* memory) {
  return std::make_unique<MemoryCaptureStore>(limits, memory);
}

}  // namespace hookline
