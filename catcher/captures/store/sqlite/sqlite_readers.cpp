#include "catcher/captures/store/sqlite/sqlite_readers.h"

#include "catcher/captures/filters/capture_matcher.h"
#include "catcher/captures/store/sqlite/rows/relay_row.h"

#include <algorithm>
#include <new>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

namespace hookline {
namespace {

constexpr const char* kMatcherType = "hookline_matcher";

std::string_view bytes_of(sqlite3_value* value) {
  const void* start = sqlite3_value_blob(value);
  if (start == nullptr) return {};
  return {static_cast<const char*>(start), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// hookline_matches(matcher, target, head, body): the part of a filter that SQL can't say, run
/// where the bytes lie, so that rows that don't match are never copied.
void matches_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* matcher =
      static_cast<const CaptureMatcher*>(sqlite3_value_pointer(values[0], kMatcherType));
  try {
    const bool matched =
        matcher != nullptr &&
        matcher->matches_bytes(bytes_of(values[1]), bytes_of(values[2]), bytes_of(values[3]));
    sqlite3_result_int(context, matched ? 1 : 0);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  }
}

/// hookline_admits(size of the body): asked before the body is read for hookline_matches.
void admits_function(sqlite3_context* context, int, sqlite3_value** values) {
  auto* scanning = static_cast<ScanMemory*>(sqlite3_user_data(context));
  if (scanning->admit(static_cast<std::uint64_t>(sqlite3_value_int64(values[0])))) {
    sqlite3_result_int(context, 1);
  } else {
    sqlite3_result_error_nomem(context);
  }
}

/// hookline_is_at(matcher, path): whether the path is the one asked for, where it can be written in
/// more than one way.
void is_at_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* matcher =
      static_cast<const CaptureMatcher*>(sqlite3_value_pointer(values[0], kMatcherType));
  try {
    const bool matched = matcher != nullptr && matcher->path()->matches(bytes_of(values[1]));
    sqlite3_result_int(context, matched ? 1 : 0);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  }
}

/// A statement in use: ready for the next one at the end, and holding no body.
class Reading {
 public:
  Reading(SqliteStatement& statement, ScanMemory& scanning)
      : reset_(statement), scanning_(scanning) {}
  ~Reading() { scanning_.end(); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  SqliteReset reset_;
  ScanMemory& scanning_;
};

/// The first text that is greater than all that start with `prefix`; none where there is no such.
std::optional<std::string> past_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (prefix.empty()) return std::nullopt;
  prefix.back() = static_cast<char>(prefix.back() + 1);
  return prefix;
}

/// What a query asks for as SQL, and what is to be bound. The query and the matcher outlive it, it
/// outlives the reading.
class Selection {
 public:
  Selection(const CaptureQuery& query, const CaptureMatcher& matcher) : query_(query) {
    const CaptureFilter& filter = query.filter;
    if (!filter.ids.empty()) {
      // One statement for any number of ids: statements are kept by their text.
      where_ += " AND id IN (SELECT value FROM json_each(?))";
      values_.emplace_back(fmt::format("[{}]", fmt::join(filter.ids, ",")));
    }
    if (filter.method) equal("method", *filter.method);
    if (filter.channel) equal("channel", *filter.channel);
    if (filter.path && matcher.path()->is_plain()) add_path(*filter.path);
    if (filter.path && !matcher.path()->is_plain()) {
      where_ += " AND hookline_is_at(?, path)";
      values_.emplace_back(&matcher);
    }
    if (filter.status) compare("status = ?", *filter.status);
    if (filter.since_us) compare("received_us >= ?", *filter.since_us);
    if (filter.until_us) compare("received_us < ?", *filter.until_us);
    if (matcher.reads_bytes()) {
      // A filter on headers alone leaves the bodies unread.
      const bool body = matcher.reads_bodies();
      // CASE, since the order in which AND asks is SQLite's own.
      where_ += body ? " AND CASE WHEN hookline_admits(length(body)) THEN "
                       "hookline_matches(?, coalesce(target, path), head, body) END"
                     : " AND hookline_matches(?, coalesce(target, path), head, NULL)";
      values_.emplace_back(&matcher);
    }
  }

  std::string sql(std::string_view columns) const {
    return fmt::format("SELECT {} FROM capture WHERE id > ? AND id < ?{} ORDER BY id {} LIMIT ?",
                       columns, where_, query_.newest ? "DESC" : "ASC");
  }

  std::string count_sql() const {
    return fmt::format("SELECT count(*) FROM capture WHERE id > ? AND id < ?{} LIMIT ?", where_);
  }

  void bind(SqliteStatement& statement) const {
    int parameter = 0;
    statement.bind(++parameter, query_.after);
    statement.bind(++parameter, query_.before);
    for (const Value& value : values_) {
      if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind_text(++parameter, *text);
      } else if (const auto* matcher = std::get_if<const CaptureMatcher*>(&value)) {
        statement.bind_pointer(++parameter, *matcher, kMatcherType);
      } else {
        statement.bind(++parameter, std::get<std::int64_t>(value));
      }
    }
    const auto limit = std::min<std::size_t>(query_.limit, INT64_MAX);
    statement.bind(++parameter, static_cast<std::int64_t>(limit));
  }

 private:
  using Value = std::variant<std::string, std::int64_t, const CaptureMatcher*>;

  void equal(std::string_view column, std::string text) {
    where_ += fmt::format(" AND {} = ?", column);
    values_.emplace_back(std::move(text));
  }

  void compare(std::string_view condition, std::int64_t value) {
    where_ += fmt::format(" AND {}", condition);
    values_.emplace_back(value);
  }

  void add_path(std::string path) {
    if (!path.ends_with('*')) return equal("path", std::move(path));
    path.pop_back();
    if (const auto past = past_prefix(path)) {
      where_ += " AND path >= ? AND path < ?";
      values_.emplace_back(std::move(path));
      values_.emplace_back(*past);
    } else {
      where_ += " AND path >= ?";
      values_.emplace_back(std::move(path));
    }
  }

  const CaptureQuery& query_;
  std::string where_;
  std::vector<Value> values_;
};

}  // namespace

SqliteReader::SqliteReader(const std::string& file, MemoryBudget* memory)
    : scanning_(memory), connection_(file, SqliteAccess::kReadOnly) {
  sqlite3_busy_timeout(connection_.get(), 1000);
  connection_.run("PRAGMA cache_size = -512");  // scans don't come back to a page; memory matters
  sqlite3_create_function_v2(connection_.get(), "hookline_matches", 4,
                             SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, matches_function, nullptr,
                             nullptr, nullptr);
  sqlite3_create_function_v2(connection_.get(), "hookline_admits", 1,
                             SQLITE_UTF8 | SQLITE_DIRECTONLY, &scanning_, admits_function, nullptr,
                             nullptr, nullptr);
  sqlite3_create_function_v2(connection_.get(), "hookline_is_at", 2,
                             SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, is_at_function, nullptr,
                             nullptr, nullptr);
}

SqliteStatement& SqliteReader::statement(const std::string& sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  return statements_.emplace(sql, connection_.prepare(sql)).first->second;
}

std::optional<Capture> SqliteReader::find(std::int64_t id) {
  auto& select = statement(
      fmt::format("SELECT {} FROM capture WHERE id = ?", capture_columns(RowPart::kWhole)));
  const SqliteReset reset(select);
  select.bind(1, id);
  if (!select.step()) return std::nullopt;
  return read_capture(select, RowPart::kWhole);
}

Captures SqliteReader::list(const CaptureQuery& query, RowPart part) {
  const CaptureMatcher matcher(query.filter);
  const Selection selection(query, matcher);
  auto& select = statement(selection.sql(capture_columns(part)));
  const Reading reading(select, scanning_);
  selection.bind(select);
  Captures captures;
  while (select.step()) captures.push_back(read_capture(select, part));
  if (query.newest) std::reverse(captures.begin(), captures.end());
  return captures;
}

void SqliteReader::scan(const CaptureQuery& query,
                        const std::function<void(const CaptureMoment&)>& take) {
  const CaptureMatcher matcher(query.filter);
  const Selection selection(query, matcher);
  auto& select = statement(selection.sql("received_us, status, channel"));
  const Reading reading(select, scanning_);
  selection.bind(select);
  while (select.step()) {
    take({select.integer(0), static_cast<int>(select.integer(1)), select.bytes(2)});
  }
}

std::uint64_t SqliteReader::count(const CaptureQuery& query) {
  const CaptureMatcher matcher(query.filter);
  const Selection selection(query, matcher);
  auto& select = statement(selection.count_sql());
  const Reading reading(select, scanning_);
  selection.bind(select);
  return select.step() ? static_cast<std::uint64_t>(select.integer(0)) : 0;
}

std::vector<Relay> SqliteReader::relays(std::int64_t id) {
  auto& select = statement(std::string(kSelectRelays));
  const SqliteReset reset(select);
  select.bind(1, id);
  std::vector<Relay> relays;
  while (select.step()) relays.push_back(read_relay(select));
  return relays;
}

void SqliteReader::interrupt() {
  sqlite3_interrupt(connection_.get());
}

std::unique_ptr<SqliteReader> SqliteReaders::take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return lent_ < kReadersMax; });
    ++lent_;
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      reading_.push_back(reader.get());
      return reader;
    }
  }
  try {
    auto reader = std::make_unique<SqliteReader>(file_, memory_);
    const std::lock_guard lock(mutex_);
    reading_.push_back(reader.get());
    return reader;
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void SqliteReaders::give_back(std::unique_ptr<SqliteReader> reader) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    std::erase(reading_, reader.get());
    if (reader) idle_.push_back(std::move(reader));
  }
  returned_.notify_one();
}

void SqliteReaders::interrupt() {
  const std::lock_guard lock(mutex_);
  for (SqliteReader* reader : reading_) reader->interrupt();
}

void SqliteReaders::take_all() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return lent_ == 0; });
  lent_ = kReadersMax;
  idle_.clear();
}

void SqliteReaders::give_all_back() {
  {
    const std::lock_guard lock(mutex_);
    lent_ = 0;
  }
  returned_.notify_all();
}

}  // namespace hookline
