#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/captures/store/searches/capture_query.h"
#include "catcher/captures/store/searches/scan_memory.h"

#include <string>
#include <string_view>

namespace hookline {

/// What a query asks for as SQL, and what is to be bound. The query outlives it, it outlives the
/// reading.
class Selection {
 public:
  explicit Selection(const CaptureQuery& query);

  std::string sql(std::string_view columns) const;
  std::string count_sql() const;
  void bind(SqliteStatement& statement) const;

 private:
  const CaptureQuery& query_;
  std::string where_;
};

/// Makes the functions known that a selection's SQL calls. `scanning` outlives the connection.
void add_filter_functions(SqliteConnection& connection, ScanMemory& scanning);

}  // namespace hookline
