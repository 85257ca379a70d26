#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/platform/records/delivery_log.h"
#include "emitter/platform/records/delivery_record.h"

#include <vector>

namespace hookline {

/// Deliveries that have ended, in tables of a database: the log, as it outlasts the program.
/// Everything throws SqliteError. One thread, as the connection, which outlives this.
class DeliveryRows {
 public:
  static void create_tables(SqliteConnection& connection);
  explicit DeliveryRows(SqliteConnection& connection);

  void add(const DeliveryRecord& record);
  /// A transaction was rolled back, and with it what was added in it.
  void forget_last() { last_event_ = 0; }
  /// Forgets what goes over the limits. Looks at every row: for now and then.
  void trim(const DeliveryLogLimits& limits, std::int64_t now_us);
  void forget_before(std::uint64_t id);
  /// By ascending id.
  std::vector<DeliveryRecord> all();

 private:
  std::uint64_t last_event_ = 0;  ///< whose body is there for certain; 0: none
  SqliteStatement add_, add_body_, trim_, trim_bodies_, forget_, all_;
};

}  // namespace hookline
