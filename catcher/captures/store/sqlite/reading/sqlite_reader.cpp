#include "catcher/captures/store/sqlite/reading/sqlite_reader.h"

#include "catcher/captures/store/sqlite/reading/selection.h"
#include "catcher/captures/store/sqlite/rows/relay_row.h"

#include <algorithm>

#include <fmt/format.h>
#include <sqlite3.h>

namespace hookline {
namespace {

/// Binds a selection to its statement for as long as it is read, and gives the memory for the last
/// body back afterwards.
class RowReading {
 public:
  RowReading(const Selection& selection, SqliteStatement& statement, ScanMemory& scanning)
      : reset_(statement), scanning_(scanning) {
    selection.bind(statement);
  }
  ~RowReading() { scanning_.end(); }
  RowReading(const RowReading&) = delete;
  RowReading& operator=(const RowReading&) = delete;

 private:
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
  const RowReading reading(selection, select, scanning_);
  Captures captures;
  while (select.step()) captures.push_back(read_capture(select, part));
  if (query.newest) std::reverse(captures.begin(), captures.end());
  return captures;
}

void SqliteReader::scan(const CaptureQuery& query,
                        const std::function<void(const CaptureMoment&)>& take) {
  const Selection selection(query);
  auto& select = statement(selection.sql("received_us, status, channel"));
  const RowReading reading(selection, select, scanning_);
  while (select.step()) {
    take({select.integer(0), static_cast<int>(select.integer(1)), select.bytes(2)});
  }
}

std::uint64_t SqliteReader::count(const CaptureQuery& query) {
  const Selection selection(query);
  auto& select = statement(selection.count_sql());
  const RowReading reading(selection, select, scanning_);
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

}  // namespace hookline
