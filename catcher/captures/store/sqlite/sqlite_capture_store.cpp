#include "catcher/captures/store/sqlite/sqlite_capture_store.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/sqlite_file.h"
#include "catcher/captures/store/sqlite/rows/capture_row.h"
#include "catcher/captures/store/sqlite/rows/relay_row.h"
#include "catcher/captures/store/sqlite/split_scan.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <limits>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace hookline {
namespace {

/// Dropped rows are deleted when there are so many of them, or so many bytes.
constexpr std::uint64_t kHiddenRowsMax = 256;
constexpr std::uint64_t kHiddenBytesMax = std::uint64_t{4} << 20;
constexpr std::size_t kReadAhead = 256;

/// What is worth moving to give room back to the disk while requests come in: a few megabytes.
constexpr std::int64_t kMovedPagesMax = 1000;
/// Between two strides of a deletion, so that those who append come in between.
constexpr std::chrono::milliseconds kBetweenStrides{1};

}  // namespace

SqliteCaptureStore::SqliteCaptureStore(const std::string& file, StoreLimits limits,
                                       MemoryBudget* memory)
    : lock_(file, kStoreFile),
      file_(lock_.path()),
      limits_(limits),
      writer_(std::in_place, file_, GoneCaptures{}),
      state_(load()),
      identity_(writer_->connection.text("SELECT name FROM identity")),
      readers_(file_, memory) {
  shrink_file(std::numeric_limits<std::int64_t>::max());
  writer_->checkpointer.carry();
  floor_ = state_.floor;
  arrivals_.publish(state_.counts);
}

GoneCaptures SqliteCaptureStore::gone_in(const State& state) const {
  return {state.counts.last, state.removed, state.counts.cleared, state.floor, identity_};
}

template <typename Work>
void SqliteCaptureStore::write(Work work) {
  write(std::move(work), [this] { arrivals_.publish(state_.counts); });
}

template <typename Work, typename Publish>
void SqliteCaptureStore::write(Work work, Publish publish) {
  const std::lock_guard lock(mutex_);
  try {
    if (!writer_) writer_.emplace(file_, gone_in(state_));
    if (writer_->connection.is_moved()) {
      throw StoreError(fmt::format(
          "the store {} was moved or deleted; put it back, or start again with another", file_));
    }
    SqliteTransaction transaction(writer_->connection, writer_->begin, writer_->commit);
    State state = state_;
    work(state);
    state.counts.floor = state.floor;
    transaction.commit();
    state_ = state;
  } catch (const SqliteError& error) {
    oldest_.clear();  // read ahead under a floor that isn't to be
    const auto sentence = sentence_for(error, file_, kStoreFile);
    note(sentence);
    if (is_no_room(error)) throw StoreFullError(sentence);
    throw StoreError(sentence);
  } catch (const std::runtime_error& error) {
    note(error.what());
    throw StoreError(error.what());
  }
  note("");
  floor_ = state_.floor;
  publish();
}

/// For what makes room: on a full disk it may need some, which the log has once all of it has been
/// carried over.
template <typename Work>
void SqliteCaptureStore::write_making_room(Work work) {
  try {
    write(work);
  } catch (const StoreFullError&) {
    {
      const std::lock_guard lock(mutex_);
      if (writer_) writer_->checkpointer.carry_all();
    }
    write(work);
  }
}

void SqliteCaptureStore::note(const std::string& problem) {
  const std::lock_guard lock(problem_mutex_);
  problem_ = problem;
}

std::string SqliteCaptureStore::problem() const {
  const std::lock_guard lock(problem_mutex_);
  return problem_;
}

void SqliteCaptureStore::interrupt() {
  is_interrupted_ = true;
  readers_.interrupt();
}

SqliteCaptureStore::~SqliteCaptureStore() {
  try {
    write([&](State& state) {
      purge(state, {});
      save(state);
    });
  } catch (const StoreError&) {
    // What is left to tidy is tidied when the store is opened again.
  }
}

/// Counts what is there, and drops what the limits of this run don't allow.
SqliteCaptureStore::State SqliteCaptureStore::load() {
  SqliteTransaction transaction(writer_->connection, writer_->begin, writer_->commit);
  State state;
  state.removed =
      static_cast<std::uint64_t>(writer_->connection.integer("SELECT removed FROM state"));
  state.floor = writer_->connection.integer("SELECT floor FROM state");
  state.counts.cleared =
      static_cast<std::uint64_t>(writer_->connection.integer("SELECT cleared FROM state"));
  state.counts.last = std::max(writer_->connection.integer("SELECT last FROM state"),
                               writer_->connection.integer("SELECT max(id) FROM capture"));
  auto sums =
      writer_->connection.prepare("SELECT count(*), sum(raw_bytes) FROM capture WHERE id > ?");
  sums.bind(1, state.floor);
  sums.step();
  state.counts.total = static_cast<std::uint64_t>(sums.integer(0));
  state.counts.bytes = static_cast<std::uint64_t>(sums.integer(1));
  sums.reset();
  drop_over_limits(state);
  purge_all(state);
  save(state);
  transaction.commit();
  state.counts.floor = state.floor;
  return state;
}

std::int64_t SqliteCaptureStore::append(Captures batch) {
  assert(!batch.empty());
  std::int64_t first = 0;
  write([&](State& state) {
    first = state.counts.last + 1;
    std::string reply_headers;
    std::uint64_t arrived_bytes = 0;
    for (const Capture& capture : batch) {
      const SqliteReset reset(writer_->insert);
      bind_capture(writer_->insert, ++state.counts.last, capture, reply_headers);
      writer_->insert.step();
      ++state.counts.total;
      arrived_bytes += kept_bytes(capture);
    }
    state.counts.bytes += arrived_bytes;
    drop_over_limits(state);
    if (state.hidden < kHiddenRowsMax && state.hidden_bytes < kHiddenBytesMax) return;
    // More than has come, so that it keeps up.
    purge(state, {.rows = static_cast<std::int64_t>(kHiddenRowsMax + 2 * batch.size()),
                  .bytes = kHiddenBytesMax + 2 * arrived_bytes});
  });
  return first;
}

void SqliteCaptureStore::drop_over_limits(State& state) {
  StoreCounts& counts = state.counts;
  while (counts.total > 1 &&
         (counts.total > limits_.captures_max || counts.bytes > limits_.bytes_max)) {
    const Row row = take_oldest(state);
    state.floor = row.id;
    --counts.total;
    counts.bytes -= row.bytes;
    ++state.hidden;
    state.hidden_bytes += row.bytes;
  }
  counts.dropped = static_cast<std::uint64_t>(counts.last) - counts.total - state.removed;
}

SqliteCaptureStore::Row SqliteCaptureStore::take_oldest(const State& state) {
  if (oldest_.empty()) {
    SqliteStatement& select = writer_->oldest;
    const SqliteReset reset(select);
    select.bind(1, state.floor);
    select.bind(2, std::int64_t{kReadAhead});
    while (select.step()) {
      oldest_.push_back({select.integer(0), static_cast<std::uint64_t>(select.integer(1))});
    }
  }
  assert(!oldest_.empty());
  const Row row = oldest_.front();
  oldest_.pop_front();
  return row;
}

void SqliteCaptureStore::purge_up_to(std::int64_t id) {
  const SqliteReset reset(writer_->purge);
  writer_->purge.bind(1, id);
  writer_->purge.step();
  const SqliteReset reset_relays(writer_->purge_relays);
  writer_->purge_relays.bind(1, id);
  writer_->purge_relays.step();
}

/// Deletes some of the rows that are dropped, the oldest first.
void SqliteCaptureStore::purge(State& state, const Stride& stride) {
  std::int64_t up_to = 0;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  bool is_last = false;
  {
    SqliteStatement& select = writer_->hidden;
    const SqliteReset reset(select);
    select.bind(1, state.floor);
    select.bind(2, stride.rows);
    while (bytes < stride.bytes && !is_last) {
      is_last = !select.step();
      if (is_last) break;
      up_to = select.integer(0);
      bytes += static_cast<std::uint64_t>(select.integer(1));
      ++rows;
    }
  }
  is_last = is_last && rows < static_cast<std::uint64_t>(stride.rows);
  if (rows > 0) purge_up_to(up_to);
  state.hidden =
      is_last ? 0 : std::max<std::uint64_t>(1, state.hidden - std::min(state.hidden, rows));
  state.hidden_bytes = is_last ? 0 : state.hidden_bytes - std::min(state.hidden_bytes, bytes);
}

void SqliteCaptureStore::purge_all(State& state) {
  purge_up_to(state.floor);
  state.hidden = 0;
  state.hidden_bytes = 0;
}

void SqliteCaptureStore::save(const State& state) {
  const SqliteReset reset(writer_->save);
  writer_->save.bind(1, state.counts.last);
  writer_->save.bind(2, static_cast<std::int64_t>(state.removed));
  writer_->save.bind(3, static_cast<std::int64_t>(state.counts.cleared));
  writer_->save.bind(4, state.floor);
  writer_->save.step();
}

/// Free pages are used again before the file grows, so this is for a file that has become much too
/// large for what is in it. What is in it is moved, and nothing is written meanwhile.
void SqliteCaptureStore::shrink_file(std::int64_t live_pages_max) {
  try {
    const auto pages = writer_->connection.integer("PRAGMA page_count");
    const auto free_pages = writer_->connection.integer("PRAGMA freelist_count");
    if (pages < 256 || free_pages * 2 < pages || pages - free_pages > live_pages_max) return;
    writer_->connection.run("VACUUM");
  } catch (const SqliteError&) {
    // A large file does no harm; a disk too full for VACUUM is not worth a word.
  }
}

std::optional<std::uint64_t> SqliteCaptureStore::bytes_of(std::int64_t id, const State& state) {
  const SqliteReset reset(writer_->size);
  writer_->size.bind(1, id);
  if (id <= state.floor || !writer_->size.step()) return std::nullopt;
  return static_cast<std::uint64_t>(writer_->size.integer(0));
}

std::uint64_t SqliteCaptureStore::remove(std::int64_t id) {
  std::uint64_t removed = 0;
  write_making_room([&](State& state) {
    const auto bytes = bytes_of(id, state);
    if (!bytes) return;
    const SqliteReset reset_remove(writer_->remove);
    writer_->remove.bind(1, id);
    writer_->remove.step();
    const SqliteReset reset_relays(writer_->remove_relays);
    writer_->remove_relays.bind(1, id);
    writer_->remove_relays.step();
    removed = 1;
    ++state.removed;
    --state.counts.total;
    state.counts.bytes -= *bytes;
    ++state.counts.cleared;
    oldest_.clear();
    save(state);
  });
  return removed;
}

std::uint64_t SqliteCaptureStore::hide_all(State& state) {
  const std::uint64_t removed = state.counts.total;
  if (removed == 0) return 0;
  state.removed += removed;
  state.floor = state.counts.last;
  state.hidden += removed;
  state.hidden_bytes += state.counts.bytes;
  state.counts.total = 0;
  state.counts.bytes = 0;
  ++state.counts.cleared;
  oldest_.clear();
  return removed;
}

/// They are gone at once, for a new floor hides them. Their rows go in strides, so that nobody who
/// appends waits for more than one.
std::uint64_t SqliteCaptureStore::clear() {
  const std::lock_guard one_at_a_time(clearing_);
  std::uint64_t removed = 0;
  bool is_hidden = false;
  try {
    write_making_room([&](State& state) {
      removed = hide_all(state);
      if (removed > 0) save(state);
    });
    is_hidden = true;
    if (removed > 0) purge_in_strides();
  } catch (const StoreFullError&) {
    const std::lock_guard lock(mutex_);
    if (!is_hidden) removed = hide_all(state_);
    if (state_.counts.total > 0) return removed;  // caught meanwhile: the rest goes with the next
    floor_ = state_.counts.floor = state_.floor;
    begin_file_anew();
    arrivals_.publish(state_.counts);
  }
  return removed;
}

/// Where no page more can be written, and nothing is to be kept: empties the file, and begins it
/// again with what has to be remembered of the captures. A kill within this moment would have ids
/// begin at 1 again.
void SqliteCaptureStore::begin_file_anew() {
  state_.hidden = 0;
  state_.hidden_bytes = 0;
  oldest_.clear();
  try {
    readers_.with_none([this] {
      writer_.reset();
      lock_.empty_file();
      writer_.emplace(file_, gone_in(state_));
    });
    note("");
  } catch (const std::runtime_error& error) {
    note(error.what());  // the next write tries again
  }
}

void SqliteCaptureStore::purge_in_strides() {
  bool is_done = false;
  while (!is_done && !is_interrupted_) {
    write_making_room([&](State& state) {
      purge(state, {});
      is_done = state.hidden == 0;
    });
    std::this_thread::sleep_for(kBetweenStrides);
  }
  {
    const std::lock_guard lock(mutex_);
    if (!writer_ || is_interrupted_) return;
    shrink_file(kMovedPagesMax);
  }
  // It waits for the disk, and nobody else does; the writer stays, for only a deletion replaces it.
  writer_->checkpointer.carry();
}

std::int64_t SqliteCaptureStore::insert_relay(std::int64_t id, const Relay& relay) {
  RelayRowParts parts;
  const SqliteReset reset_insert(writer_->add_relay);
  bind_relay(writer_->add_relay, id, relay, parts);
  writer_->add_relay.step();
  auto grown = static_cast<std::int64_t>(kept_bytes(relay));
  const SqliteReset reset_trim(writer_->trim_replays);
  writer_->trim_replays.bind(1, id);
  writer_->trim_replays.bind(2, std::int64_t{kReplaysMax});
  while (writer_->trim_replays.step()) grown -= writer_->trim_replays.integer(0);
  return grown;
}

bool SqliteCaptureStore::add_relay(std::int64_t id, Relay relay,
                                   std::optional<CaptureReply> reply) {
  bool added = false;
  const auto work = [&](State& state) {
    if (!bytes_of(id, state)) return;
    added = true;
    std::int64_t grown = insert_relay(id, relay);
    // The one before was that of a request under way, which says nothing yet.
    if (reply) grown += static_cast<std::int64_t>(kept_bytes(*reply));
    const SqliteReset reset_grow(writer_->grow);
    writer_->grow.bind(1, grown);
    writer_->grow.bind(2, id);
    writer_->grow.step();
    if (reply) {
      std::string headers;
      const SqliteReset reset_reply(writer_->update_reply);
      bind_reply(writer_->update_reply, id, *reply, relay.duration_us, headers);
      writer_->update_reply.step();
    }
    state.counts.bytes += static_cast<std::uint64_t>(grown);
    if (!oldest_.empty() && id <= oldest_.back().id) oldest_.clear();  // read with its old size
    drop_over_limits(state);
  };
  write(work, [&] { added ? arrivals_.publish_update(state_.counts, id) : void(); });
  return added;
}

std::vector<Relay> SqliteCaptureStore::relays(std::int64_t id) {
  if (id <= floor_) return {};
  try {
    return readers_.with_reader([&](SqliteReader& reader) { return reader.relays(id); });
  } catch (const SqliteError& error) {
    throw StoreError(sentence_for(error, file_, kStoreFile));
  }
}

Captures SqliteCaptureStore::read(CaptureQuery query, RowPart part) {
  query.after = std::max<std::int64_t>(query.after, floor_);
  try {
    return split_scan(readers_, query, part, counts().last);
  } catch (const SqliteError& error) {
    throw StoreError(sentence_for(error, file_, kStoreFile));
  }
}

Captures SqliteCaptureStore::list(const CaptureQuery& query) {
  return read(query, RowPart::kWhole);
}

Captures SqliteCaptureStore::list_heads(const CaptureQuery& query) {
  return read(query, query.body_starts ? RowPart::kStart : RowPart::kHead);
}

std::vector<CaptureSize> SqliteCaptureStore::sizes(const CaptureQuery& query) {
  std::vector<CaptureSize> sizes;
  for (const Capture& row : read(query, RowPart::kSize)) {
    sizes.push_back({row.id, row.head_bytes, row.body_bytes});
  }
  return sizes;
}

std::uint64_t SqliteCaptureStore::count(CaptureQuery query) {
  query.after = std::max<std::int64_t>(query.after, floor_);
  query.limit = 1;  // of a single row, which says how many
  try {
    return readers_.with_reader([&](SqliteReader& reader) { return reader.count(query); });
  } catch (const SqliteError& error) {
    throw StoreError(sentence_for(error, file_, kStoreFile));
  }
}

void SqliteCaptureStore::scan(const CaptureQuery& query,
                              const std::function<void(const CaptureMoment&)>& take) {
  CaptureQuery all = query;
  all.after = std::max<std::int64_t>(query.after, floor_);
  all.limit = std::numeric_limits<std::size_t>::max();
  try {
    readers_.with_reader([&](SqliteReader& reader) { reader.scan(all, take); });
  } catch (const SqliteError& error) {
    throw StoreError(sentence_for(error, file_, kStoreFile));
  }
}

std::optional<Capture> SqliteCaptureStore::find(std::int64_t id) {
  if (id <= floor_) return std::nullopt;
  try {
    return readers_.with_reader([&](SqliteReader& reader) { return reader.find(id); });
  } catch (const SqliteError& error) {
    throw StoreError(sentence_for(error, file_, kStoreFile));
  }
}

StoreCounts SqliteCaptureStore::wait_past(std::int64_t id, std::uint64_t changes,
                                          std::chrono::steady_clock::time_point deadline,
                                          std::stop_token stop) {
  return arrivals_.wait_past(id, changes, deadline, std::move(stop));
}

std::unique_ptr<CaptureStore> open_sqlite_store(const std::string& file, StoreLimits limits,
                                                MemoryBudget* memory) {
  try {
    return std::make_unique<SqliteCaptureStore>(file, limits, memory);
  } catch (const SqliteError& error) {
    throw Failure(ExitCode::kCannotRun, sentence_for(error, file, kStoreFile));
  }
}

}  // namespace hookline
