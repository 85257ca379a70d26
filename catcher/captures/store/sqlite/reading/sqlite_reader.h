#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"
#include "catcher/captures/store/searches/capture_query.h"
#include "catcher/captures/store/searches/scan_memory.h"
#include "catcher/captures/store/sqlite/rows/capture_row.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookline {

/// One read connection with the statements it has prepared so far. Used by one thread at a time.
class SqliteReader {
 public:
  /// `memory` may be null: see ScanMemory.
  SqliteReader(const std::string& file, MemoryBudget* memory);
  std::optional<Capture> find(std::int64_t id);
  Captures list(const CaptureQuery& query, RowPart part);
  void scan(const CaptureQuery& query, const std::function<void(const CaptureMoment&)>& take);
  std::uint64_t count(const CaptureQuery& query);
  std::vector<Relay> relays(std::int64_t id);
  /// Makes fail what another thread is doing with it.
  void interrupt();

 private:
  SqliteStatement& statement(const std::string& sql);

  ScanMemory scanning_;
  SqliteConnection connection_;
  std::unordered_map<std::string, SqliteStatement> statements_;  ///< by their text
};

}  // namespace hookline
