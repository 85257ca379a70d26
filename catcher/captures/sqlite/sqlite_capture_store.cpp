#include "catcher/captures/sqlite/sqlite_capture_store.h"

#include "catcher/captures/sqlite/capture_row.h"
#include "catcher/captures/sqlite/relay_row.h"
#include "catcher/captures/sqlite/split_scan.h"
#include "catcher/failure.h"
#include "catcher/sqlite/sqlite_file.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace hookline {
namespace {

/// Larger pages: fewer reads in a scan and fewer splits, at no cost to small commits (measured).
constexpr SqliteFileKind kStoreFile = {.application_id = 0x484b4c4e,  // "HKLN"
                                       .version = 1,
                                       .page_bytes = 8192,
                                       .noun = "store",
                                       .alternative = ", or use --store memory"};

/// Dropped rows are deleted when there are so many of them, or so many bytes.
constexpr std::uint64_t kHiddenRowsMax = 256;
constexpr std::uint64_t kHiddenBytesMax = std::uint64_t{4} << 20;
constexpr std::size_t kReadAhead = 256;

constexpr std::string_view kStateTable = R"(
CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL,     -- the highest id given when a row was last deleted by request
  removed INTEGER NOT NULL,  -- how many captures were deleted by request
  cleared INTEGER NOT NULL,  -- how many times
  floor INTEGER NOT NULL     -- captures up to this id are dropped
))";

/// Made where it is missing, so that files from before it get one.
constexpr std::string_view kIdentityTable = R"(
CREATE TABLE IF NOT EXISTS identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL
))";
constexpr std::string_view kMakeIdentity =
    "INSERT OR IGNORE INTO identity VALUES (1, lower(hex(randomblob(8))))";

void create_tables(SqliteConnection& connection) {
  connection.run(kCaptureTable);
  connection.run(kStateTable);
  connection.run("INSERT INTO state VALUES (1, 0, 0, 0, 0)");
}

/// The connection with its file vetted and made ready.
SqliteConnection& prepared(SqliteConnection& connection, const std::string& file) {
  prepare_sqlite_file(connection, file, kStoreFile, create_tables);
  connection.run(kRelayTable);
  connection.run(kRelayIndex);
  connection.run(kIdentityTable);
  connection.run(kMakeIdentity);
  return connection;
}

}  // namespace

SqliteCaptureStore::Statements::Statements(SqliteConnection& connection)
    : begin(connection.prepare("BEGIN IMMEDIATE")),
      commit(connection.prepare("COMMIT")),
      insert(connection.prepare(kInsertCapture)),
      oldest(
          connection.prepare("SELECT id, raw_bytes FROM capture WHERE id > ? ORDER BY id LIMIT ?")),
      purge(connection.prepare("DELETE FROM capture WHERE id <= ?")),
      size(connection.prepare("SELECT raw_bytes FROM capture WHERE id = ?")),
      remove(connection.prepare("DELETE FROM capture WHERE id = ?")),
      save(connection.prepare(
          "UPDATE state SET last = ?, removed = ?, cleared = ?, floor = ? WHERE one = 1")),
      add_relay(connection.prepare(kInsertRelay)),
      trim_replays(connection.prepare(kTrimReplays)),
      purge_relays(connection.prepare("DELETE FROM relay WHERE capture <= ?")),
      remove_relays(connection.prepare("DELETE FROM relay WHERE capture = ?")),
      update_reply(connection.prepare(kUpdateReply)),
      grow(connection.prepare("UPDATE capture SET raw_bytes = raw_bytes + ? WHERE id = ?")) {}

SqliteCaptureStore::SqliteCaptureStore(std::string file, StoreLimits limits)
    : file_(sqlite_path(file, kStoreFile)),
      limits_(limits),
      lock_(file_, kStoreFile),
      writer_(file_, SqliteAccess::kReadWrite),
      statements_(prepared(writer_, file_)),
      state_(load()),
      identity_(writer_.text("SELECT name FROM identity")),
      readers_(file_),
      checkpointer_(file_, writer_) {
  shrink_file();
  floor_ = state_.floor;
  arrivals_.publish(state_.counts);
}

template <typename Work>
void SqliteCaptureStore::write(Work work) {
  write(std::move(work), [this] { arrivals_.publish(state_.counts); });
}

template <typename Work, typename Publish>
void SqliteCaptureStore::write(Work work, Publish publish) {
  const std::lock_guard lock(mutex_);
  if (writer_.is_moved()) {
    throw StoreError(fmt::format(
        "the store {} was moved or deleted; put it back, or start again with another", file_));
  }
  try {
    SqliteTransaction transaction(writer_, statements_.begin, statements_.commit);
    State state = state_;
    work(state);
    state.counts.floor = state.floor;
    transaction.commit();
    state_ = state;
  } catch (const SqliteError& error) {
    oldest_.clear();  // read ahead under a floor that isn't to be
    throw StoreError(sentence_for(error, file_, kStoreFile));
  }
  floor_ = state_.floor;
  publish();
}

SqliteCaptureStore::~SqliteCaptureStore() {
  try {
    write([&](State& state) {
      purge(state);
      save(state);
    });
  } catch (const StoreError&) {
    // What is left to tidy is tidied when the store is opened again.
  }
}

/// Counts what is there, and drops what the limits of this run don't allow.
SqliteCaptureStore::State SqliteCaptureStore::load() {
  SqliteTransaction transaction(writer_, statements_.begin, statements_.commit);
  State state;
  state.removed = static_cast<std::uint64_t>(writer_.integer("SELECT removed FROM state"));
  state.floor = writer_.integer("SELECT floor FROM state");
  state.counts.cleared = static_cast<std::uint64_t>(writer_.integer("SELECT cleared FROM state"));
  state.counts.last = std::max(writer_.integer("SELECT last FROM state"),
                               writer_.integer("SELECT max(id) FROM capture"));
  auto sums = writer_.prepare("SELECT count(*), sum(raw_bytes) FROM capture WHERE id > ?");
  sums.bind(1, state.floor);
  sums.step();
  state.counts.total = static_cast<std::uint64_t>(sums.integer(0));
  state.counts.bytes = static_cast<std::uint64_t>(sums.integer(1));
  sums.reset();
  drop_over_limits(state);
  purge(state);
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
    for (const Capture& capture : batch) {
      const SqliteReset reset(statements_.insert);
      bind_capture(statements_.insert, ++state.counts.last, capture, reply_headers);
      statements_.insert.step();
      ++state.counts.total;
      state.counts.bytes += capture.raw.size();
    }
    drop_over_limits(state);
    if (state.hidden >= kHiddenRowsMax || state.hidden_bytes >= kHiddenBytesMax) purge(state);
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
    SqliteStatement& select = statements_.oldest;
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

void SqliteCaptureStore::purge(State& state) {
  const SqliteReset reset(statements_.purge);
  statements_.purge.bind(1, state.floor);
  statements_.purge.step();
  const SqliteReset reset_relays(statements_.purge_relays);
  statements_.purge_relays.bind(1, state.floor);
  statements_.purge_relays.step();
  state.hidden = 0;
  state.hidden_bytes = 0;
}

void SqliteCaptureStore::save(const State& state) {
  const SqliteReset reset(statements_.save);
  statements_.save.bind(1, state.counts.last);
  statements_.save.bind(2, static_cast<std::int64_t>(state.removed));
  statements_.save.bind(3, static_cast<std::int64_t>(state.counts.cleared));
  statements_.save.bind(4, state.floor);
  statements_.save.step();
}

/// Free pages are used again before the file grows, so this is for a file that has become much too
/// large for what is in it.
void SqliteCaptureStore::shrink_file() {
  try {
    const auto pages = writer_.integer("PRAGMA page_count");
    if (pages < 256 || writer_.integer("PRAGMA freelist_count") * 2 < pages) return;
    writer_.run("VACUUM");
    checkpointer_.carry();
  } catch (const SqliteError&) {
    // A large file does no harm; a disk too full for VACUUM is not worth a word.
  }
}

std::optional<std::uint64_t> SqliteCaptureStore::bytes_of(std::int64_t id, const State& state) {
  const SqliteReset reset(statements_.size);
  statements_.size.bind(1, id);
  if (id <= state.floor || !statements_.size.step()) return std::nullopt;
  return static_cast<std::uint64_t>(statements_.size.integer(0));
}

std::uint64_t SqliteCaptureStore::remove(std::int64_t id) {
  std::uint64_t removed = 0;
  write([&](State& state) {
    const auto bytes = bytes_of(id, state);
    if (!bytes) return;
    const SqliteReset reset_remove(statements_.remove);
    statements_.remove.bind(1, id);
    statements_.remove.step();
    const SqliteReset reset_relays(statements_.remove_relays);
    statements_.remove_relays.bind(1, id);
    statements_.remove_relays.step();
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

std::uint64_t SqliteCaptureStore::clear() {
  std::uint64_t removed = 0;
  write([&](State& state) {
    removed = state.counts.total;
    if (removed == 0) return;
    state.removed += removed;
    state.floor = state.counts.last;
    state.counts.total = 0;
    state.counts.bytes = 0;
    ++state.counts.cleared;
    oldest_.clear();
    purge(state);
    save(state);
  });
  const std::lock_guard lock(mutex_);
  if (removed > 0) shrink_file();
  return removed;
}

std::int64_t SqliteCaptureStore::insert_relay(std::int64_t id, const Relay& relay) {
  RelayRowParts parts;
  const SqliteReset reset_insert(statements_.add_relay);
  bind_relay(statements_.add_relay, id, relay, parts);
  statements_.add_relay.step();
  auto grown = static_cast<std::int64_t>(kept_bytes(relay));
  const SqliteReset reset_trim(statements_.trim_replays);
  statements_.trim_replays.bind(1, id);
  statements_.trim_replays.bind(2, std::int64_t{kReplaysMax});
  while (statements_.trim_replays.step()) grown -= statements_.trim_replays.integer(0);
  return grown;
}

bool SqliteCaptureStore::add_relay(std::int64_t id, Relay relay,
                                   std::optional<CaptureReply> reply) {
  bool added = false;
  const auto work = [&](State& state) {
    if (!bytes_of(id, state)) return;
    added = true;
    const std::int64_t grown = insert_relay(id, relay);
    const SqliteReset reset_grow(statements_.grow);
    statements_.grow.bind(1, grown);
    statements_.grow.bind(2, id);
    statements_.grow.step();
    if (reply) {
      std::string headers;
      const SqliteReset reset_reply(statements_.update_reply);
      bind_reply(statements_.update_reply, id, *reply, relay.duration_us, headers);
      statements_.update_reply.step();
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

std::unique_ptr<CaptureStore> open_sqlite_store(const std::string& file, StoreLimits limits) {
  try {
    return std::make_unique<SqliteCaptureStore>(file, limits);
  } catch (const SqliteError& error) {
    throw Failure(ExitCode::kCannotRun, sentence_for(error, file, kStoreFile));
  }
}

}  // namespace hookline
