#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace hookline {

/// What an account has, each entity a row of bytes. Everything throws SqliteError. One thread, as
/// the connection, which outlives this.
class EntityRows {
 public:
  static void create_table(SqliteConnection& connection);
  explicit EntityRows(SqliteConnection& connection);

  /// `kind` is what such rows are called: "contact".
  void put(std::string_view kind, std::uint64_t id, std::string_view bytes);
  void remove(std::string_view kind, std::uint64_t id);
  /// In the order of their ids. The view lasts as long as the call.
  void for_each(std::string_view kind, const std::function<void(std::string_view bytes)>& visit);

 private:
  SqliteStatement put_, remove_, of_kind_;
};

}  // namespace hookline
