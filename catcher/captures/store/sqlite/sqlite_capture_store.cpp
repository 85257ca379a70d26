#include "catcher/captures/store/sqlite/sqlite_capture_store.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/sqlite_file.h"
#include "catcher/captures/store/sqlite/reading/split_scan.h"
#include "catcher/captures/store/sqlite/rows/capture_row.h"
#include "catcher/captures/store/sqlite/rows/relay_row.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <limits>
#include <thread>
#include <utility>

namespace hookline {
namespace {

/// A pause between two strides of a deletion, in which others can append.
constexpr std::chrono::milliseconds kBetweenStrides{1};
/// How many captures that were named one by one are deleted in a stride.
constexpr std::ptrdiff_t kRemovedAtOnce = 256;

/// Returns by how much the capture has grown.
std::int64_t insert_relay(StoreWriter& writer, std::int64_t id, const Relay& relay) {
  RelayRowParts parts;
  const SqliteReset reset_insert(writer.add_relay);
  bind_relay(writer.add_relay, id, relay, parts);
  writer.add_relay.step();
  auto grown = static_cast<std::int64_t>(kept_bytes(relay));
  const SqliteReset reset_trim(writer.trim_replays);
  writer.trim_replays.bind(1, id);
  writer.trim_replays.bind(2, std::int64_t{kReplaysMax});
  while (writer.trim_replays.step()) grown -= writer.trim_replays.integer(0);
  return grown;
}

void set_reply(StoreWriter& writer, std::int64_t id, const CaptureReply& reply,
               std::int64_t more_us) {
  std::string headers;
  const SqliteReset reset(writer.update_reply);
  bind_reply(writer.update_reply, id, reply, more_us, headers);
  writer.update_reply.step();
}

void grow(StoreWriter& writer, std::int64_t id, std::int64_t bytes, StoreState& state) {
  writer.grow.run_with(bytes, id);
  state.counts.bytes += static_cast<std::uint64_t>(bytes);
  // Its size that was read ahead is no longer true.
  if (!writer.ahead.empty() && id <= writer.ahead.back().id) writer.ahead.clear();
}

RowPart row_part(CapturePart part) {
  if (part == CapturePart::kHead) return RowPart::kHead;
  return part == CapturePart::kStart ? RowPart::kStart : RowPart::kWhole;
}

}  // namespace

SqliteCaptureStore::SqliteCaptureStore(const std::string& file, StoreLimits limits,
                                       MemoryBudget* memory)
    : limits_(limits),
      file_(file, limits, [this](const StoreState& state) { publish(state); }),
      readers_(file_.path(), memory) {}

SqliteCaptureStore::~SqliteCaptureStore() {
  try {
    file_.write([](StoreWriter& writer, StoreState& state) {
      purge(writer, state);
      save(writer, state);
    });
  } catch (const StoreError&) {
    // What is left to tidy is tidied when the store is opened again.
  }
}

void SqliteCaptureStore::publish(const StoreState& state) {
  floor_ = state.floor;
  arrivals_.publish(state.counts, std::exchange(removing_, {}));
}

std::int64_t SqliteCaptureStore::append(Captures batch) {
  assert(!batch.empty());
  std::int64_t first = 0;
  const auto work = [&](StoreWriter& writer, StoreState& state) {
    first = state.counts.last + 1;
    std::string reply_headers;
    std::uint64_t arrived_bytes = 0;
    for (const Capture& capture : batch) {
      const SqliteReset reset(writer.insert);
      bind_capture(writer.insert, ++state.counts.last, capture, reply_headers);
      writer.insert.step();
      ++state.counts.total;
      arrived_bytes += kept_bytes(capture);
    }
    state.counts.bytes += arrived_bytes;
    drop_over_limits(writer, state, limits_);
    purge_after_append(writer, state, batch.size(), arrived_bytes);
  };
  file_.write(work);
  return first;
}

bool SqliteCaptureStore::add_relay(std::int64_t id, Relay relay,
                                   std::optional<CaptureReply> reply) {
  bool added = false;
  const auto work = [&](StoreWriter& writer, StoreState& state) {
    if (!bytes_of(id, writer, state)) return;
    added = true;
    std::int64_t grown = insert_relay(writer, id, relay);
    if (reply) {
      // The reply before counted nothing: it was that of a request not answered yet.
      grown += static_cast<std::int64_t>(kept_bytes(*reply));
      set_reply(writer, id, *reply, relay.duration_us);
    }
    grow(writer, id, grown, state);
    drop_over_limits(writer, state, limits_);
  };
  file_.write(work);
  if (added) arrivals_.tell_update(id);
  return added;
}

std::uint64_t SqliteCaptureStore::remove(const CaptureIds& ids) {
  std::uint64_t removed = 0;
  for (auto begin = ids.begin(); begin != ids.end();) {
    const auto end = begin + std::min(kRemovedAtOnce, ids.end() - begin);
    removed += remove_stride({begin, end});
    begin = end;
    if (begin != ids.end()) std::this_thread::sleep_for(kBetweenStrides);
  }
  if (std::cmp_greater(removed, kRemovedAtOnce) && !is_interrupted_) file_.give_room_back();
  return removed;
}

std::uint64_t SqliteCaptureStore::remove_stride(const CaptureIds& ids) {
  std::uint64_t removed = 0;
  const auto work = [&](StoreWriter& writer, StoreState& state) {
    removed = 0;
    removing_ = ids;
    for (const std::int64_t id : ids) {
      const auto bytes = bytes_of(id, writer, state);
      if (!bytes) continue;
      writer.remove.run_with(id);
      writer.remove_relays.run_with(id);
      ++removed;
      state.counts.bytes -= *bytes;
    }
    if (removed == 0) return;
    state.removed += removed;
    state.counts.total -= removed;
    ++state.counts.cleared;
    writer.ahead.clear();
    save(writer, state);
  };
  file_.write_making_room(work);
  return removed;
}

/// Raising the floor hides all captures at once. Their rows are deleted in strides, so that no
/// append waits for more than one of them.
std::uint64_t SqliteCaptureStore::clear() {
  const std::lock_guard one_at_a_time(clearing_);
  std::uint64_t removed = 0;
  bool is_hidden = false;
  const auto hide = [&](StoreWriter& writer, StoreState& state) {
    removed = hide_all(state);
    if (removed == 0) return;
    writer.ahead.clear();
    save(writer, state);
  };
  try {
    file_.write_making_room(hide);
    is_hidden = true;
    if (removed > 0) purge_in_strides();
  } catch (const StoreFullError&) {
    const auto is_all_gone = [&](StoreState& state) {
      if (!is_hidden) removed = hide_all(state);
      return state.counts.total == 0;  // what was caught meanwhile stays, and so does the file
    };
    file_.begin_anew(readers_, is_all_gone);
  }
  return removed;
}

void SqliteCaptureStore::purge_in_strides() {
  bool is_done = false;
  while (!is_done && !is_interrupted_) {
    const auto work = [&](StoreWriter& writer, StoreState& state) {
      purge(writer, state);
      is_done = state.hidden == 0;
    };
    file_.write_making_room(work);
    std::this_thread::sleep_for(kBetweenStrides);
  }
  if (!is_interrupted_) file_.give_room_back();
}

void SqliteCaptureStore::interrupt() {
  is_interrupted_ = true;
  readers_.interrupt();
}

template <typename Work>
auto SqliteCaptureStore::reading(Work work) {
  try {
    return work();
  } catch (const SqliteError& error) {
    throw StoreError(sentence_for(error, file_.path(), kStoreFile));
  }
}

template <typename Work>
auto SqliteCaptureStore::with_reader(Work work) {
  return reading([&] { return readers_.with_reader(work); });
}

bool SqliteCaptureStore::is_seen(std::int64_t id) const {
  const auto hidden = arrivals_.hidden();
  return id > floor_ && !(hidden && hidden->has(id));
}

CaptureQuery SqliteCaptureStore::of_seen(CaptureQuery query, std::size_t limit) const {
  query.after = std::max<std::int64_t>(query.after, floor_);
  query.limit = limit;
  query.hidden = arrivals_.hidden();
  return query;
}

Captures SqliteCaptureStore::read(const CaptureQuery& query, RowPart part) {
  return reading(
      [&] { return split_scan(readers_, of_seen(query, query.limit), part, counts().last); });
}

std::optional<Capture> SqliteCaptureStore::find(std::int64_t id) {
  if (!is_seen(id)) return std::nullopt;
  return with_reader([&](SqliteReader& reader) { return reader.find(id); });
}

Captures SqliteCaptureStore::list(const CaptureQuery& query) {
  return read(query, row_part(query.part));
}

std::vector<CaptureSize> SqliteCaptureStore::sizes(const CaptureQuery& query) {
  std::vector<CaptureSize> sizes;
  for (const Capture& row : read(query, RowPart::kSize)) {
    sizes.push_back({row.id, row.head_bytes, row.body_bytes});
  }
  return sizes;
}

std::uint64_t SqliteCaptureStore::count(CaptureQuery query) {
  query = of_seen(std::move(query), 1);  // of rows, and the only one says how many
  return with_reader([&](SqliteReader& reader) { return reader.count(query); });
}

void SqliteCaptureStore::scan(const CaptureQuery& query,
                              const std::function<void(const CaptureMoment&)>& take) {
  const auto all = of_seen(query, std::numeric_limits<std::size_t>::max());
  with_reader([&](SqliteReader& reader) { reader.scan(all, take); });
}

std::vector<Relay> SqliteCaptureStore::relays(std::int64_t id) {
  if (id <= floor_) return {};
  return with_reader([&](SqliteReader& reader) { return reader.relays(id); });
}

std::unique_ptr<CaptureStore> open_sqlite_store(const std::string& file, StoreLimits limits,
                                                MemoryBudget* memory) {
  return with_sentence(file, kStoreFile,
                       [&] { return std::make_unique<SqliteCaptureStore>(file, limits, memory); });
}

}  // namespace hookline
