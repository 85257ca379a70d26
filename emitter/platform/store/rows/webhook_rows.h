#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/platform/store/rows/kept_webhook.h"

#include <cstdint>
#include <vector>

namespace hookline {

/// Webhooks in a table of a database. Everything throws SqliteError. One thread, as the connection,
/// which outlives this.
class WebhookRows {
 public:
  static void create_table(SqliteConnection& connection);
  /// What files of older programs don't have yet.
  static void add_tables(SqliteConnection& connection);
  explicit WebhookRows(SqliteConnection& connection);

  void put(const KeptWebhook& kept);
  void remove(std::uint64_t id);
  /// By ascending id.
  std::vector<KeptWebhook> all();

 private:
  SqliteStatement put_, remove_, put_off_, remove_off_, all_;
};

}  // namespace hookline
