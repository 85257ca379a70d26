#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/platform/records/delivery_log.h"
#include "emitter/platform/records/delivery_record.h"

#include <cstdint>
#include <map>
#include <vector>

namespace hookline {

/// Deliveries that have ended, in tables of a database: the log, as it outlasts the program.
/// Everything throws SqliteError. One thread, as the connection, which outlives this.
class DeliveryRows {
 public:
  static void create_tables(SqliteConnection& connection);
  /// What files of older programs don't have yet.
  static void add_tables(SqliteConnection& connection);
  explicit DeliveryRows(SqliteConnection& connection);

  void add(const DeliveryRecord& record);
  /// That a delivery, ended or not, has the body of that one.
  void add_repeat(std::uint64_t delivery, std::uint64_t repeat_of);
  /// By delivery.
  std::map<std::uint64_t, std::uint64_t> repeats();
  /// A transaction was rolled back, and with it what was added in it.
  void forget_last() { last_event_ = 0; }
  /// Forgets what goes over the limits. Looks at every row: for now and then.
  void trim(const DeliveryLogLimits& limits, std::int64_t now_us);
  void forget_before(std::uint64_t id);
  /// By ascending id.
  std::vector<DeliveryRecord> all();

 private:
  void trim_what_is_alone();

  std::uint64_t last_event_ = 0;  ///< whose body is there for certain; 0: none
  SqliteStatement add_, add_body_, add_repeat_, trim_, trim_bodies_, trim_repeats_, forget_, all_,
      repeats_;
};

}  // namespace hookline
