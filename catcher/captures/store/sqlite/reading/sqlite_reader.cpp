#include "catcher/captures/store/sqlite/reading/sqlite_reader.h"

#include "catcher/captures/store/searches/search_watch.h"
#include "catcher/captures/store/sqlite/reading/selection.h"
#include "catcher/captures/store/sqlite/rows/relay_row.h"
#include "catcher/captures/store/store_error.h"

#include <algorithm>

#include <fmt/format.h>
#include <sqlite3.h>

namespace hookline {
namespace {

/// How many of its virtual machine's instructions SQLite runs between two questions whether to go
/// on: those of a few rows, as a row's body may take long to look through.
constexpr int kInstructionsBetween = 100;

int ask_watch(void* watch) {
  return static_cast<SearchWatch*>(watch)->is_given_up() ? 1 : 0;
}

/// Binds a selection to its statement for as long as it is read, and gives the memory for the last
/// body back afterwards.
class RowReading {
 public:
  RowReading(const CaptureQuery& query, const Selection& selection, SqliteStatement& statement,
             SqliteConnection& connection, ScanMemory& scanning)
      : watch_(query),
        statement_(statement),
        connection_(connection),
        reset_(statement),
        scanning_(scanning) {
    selection.bind(statement);
    if (!watch_.is_needed()) return;
    sqlite3_progress_handler(connection.get(), kInstructionsBetween, ask_watch, &watch_);
  }
  ~RowReading() {
    sqlite3_progress_handler(connection_.get(), 0, nullptr, nullptr);
    scanning_.end();
  }
  RowReading(const RowReading&) = delete;
  RowReading& operator=(const RowReading&) = delete;

  /// False: there is no further row.
  bool step() {
    try {
      return statement_.step();
    } catch (const SqliteError&) {
      if (watch_.was_given_up()) throw SearchGivenUp();
      throw;
    }
  }

 private:
  SearchWatch watch_;
  SqliteStatement& statement_;
  SqliteConnection& connection_;
  SqliteReset reset_;
  ScanMemory& scanning_;
};

}  // namespace

SqliteReader::SqliteReader(const std::string& file, MemoryBudget* memory)
    : scanning_(memory), connection_(file, SqliteAccess::kReadOnly) {
  sqlite3_busy_timeout(connection_.get(), 1000);
  connection_.run("PRAGMA cache_size = -512");  // scans don't come back to a page; memory matters
  add_filter_functions(connection_, scanning_);
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
  const Selection selection(query);
  auto& select = statement(selection.sql(capture_columns(part)));
  RowReading reading(query, selection, select, connection_, scanning_);
  Captures captures;
  while (reading.step()) captures.push_back(read_capture(select, part));
  if (query.newest) std::reverse(captures.begin(), captures.end());
  return captures;
}

void SqliteReader::scan(const CaptureQuery& query,
                        const std::function<void(const CaptureMoment&)>& take) {
  const Selection selection(query);
  auto& select = statement(selection.sql("received_us, status, channel"));
  RowReading reading(query, selection, select, connection_, scanning_);
  while (reading.step()) {
    take({select.integer(0), static_cast<int>(select.integer(1)), select.bytes(2)});
  }
}

std::uint64_t SqliteReader::count(const CaptureQuery& query) {
  const Selection selection(query);
  auto& select = statement(selection.count_sql());
  RowReading reading(query, selection, select, connection_, scanning_);
  return reading.step() ? static_cast<std::uint64_t>(select.integer(0)) : 0;
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

}  // namespace hookline
