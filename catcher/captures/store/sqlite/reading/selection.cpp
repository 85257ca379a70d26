#include "catcher/captures/store/sqlite/reading/selection.h"

#include <algorithm>
#include <new>
#include <variant>

#include <fmt/format.h>
#include <sqlite3.h>

namespace hookline {
namespace {

constexpr const char* kFilterType = "hookline_filter";
constexpr const char* kPathType = "hookline_path";
constexpr const char* kHiddenType = "hookline_hidden";

std::string_view bytes_in(sqlite3_value* value) {
  const void* start = sqlite3_value_blob(value);
  if (start == nullptr) return {};
  return {static_cast<const char*>(start), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// hookline_matches(filter, target, head, body): the part of a filter that SQL can't say, asked
/// where the bytes lie, so that rows that don't match are never copied.
void matches_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* filter =
      static_cast<const CaptureFilter*>(sqlite3_value_pointer(values[0], kFilterType));
  try {
    const bool matches = filter != nullptr && filter->matches_bytes({.target = bytes_in(values[1]),
                                                                     .head = bytes_in(values[2]),
                                                                     .body = bytes_in(values[3])});
    sqlite3_result_int(context, matches ? 1 : 0);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  }
}

/// hookline_is_at(pattern, path): for a path that can be written in more than one way.
void is_at_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* pattern =
      static_cast<const PathPattern*>(sqlite3_value_pointer(values[0], kPathType));
  try {
    const bool matches = pattern != nullptr && pattern->matches(bytes_in(values[1]));
    sqlite3_result_int(context, matches ? 1 : 0);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  }
}

/// hookline_hides(hidden, id)
void hides_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* hidden =
      static_cast<const HiddenCaptures*>(sqlite3_value_pointer(values[0], kHiddenType));
  const bool hides = hidden != nullptr && hidden->has(sqlite3_value_int64(values[1]));
  sqlite3_result_int(context, hides ? 1 : 0);
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

/// Binds a value to the parameter of that number.
struct Binding {
  SqliteStatement& statement;
  int parameter;

  void operator()(const std::string& text) const { statement.bind_text(parameter, text); }
  void operator()(std::int64_t number) const { statement.bind(parameter, number); }
  void operator()(const std::shared_ptr<const PathPattern>& pattern) const {
    statement.bind_pointer(parameter, pattern.get(), kPathType);
  }
};

}  // namespace

Selection::Selection(const CaptureQuery& query) : query_(query) {
  if (query.hidden) where_ += " AND NOT hookline_hides(?, id)";
  for (const auto& condition : query.filter.conditions()) {
    if (!condition->sql.text.empty()) where_ += fmt::format(" AND {}", condition->sql.text);
  }
  if (!query.filter.reads_bytes()) return;
  // A filter on headers alone leaves the bodies unread. CASE, since the order in which AND asks is
  // SQLite's own.
  where_ += query.filter.reads_bodies()
                ? " AND CASE WHEN hookline_admits(length(body)) THEN "
                  "hookline_matches(?, coalesce(target, path), head, body) END"
                : " AND hookline_matches(?, coalesce(target, path), head, NULL)";
}

std::string Selection::sql(std::string_view columns) const {
  return fmt::format("SELECT {} FROM capture WHERE id > ? AND id < ?{} ORDER BY id {} LIMIT ?",
                     columns, where_, query_.newest ? "DESC" : "ASC");
}

std::string Selection::count_sql() const {
  return fmt::format("SELECT count(*) FROM capture WHERE id > ? AND id < ?{} LIMIT ?", where_);
}

void Selection::bind(SqliteStatement& statement) const {
  int parameter = 0;
  statement.bind(++parameter, query_.after);
  statement.bind(++parameter, query_.before);
  if (query_.hidden) statement.bind_pointer(++parameter, query_.hidden.get(), kHiddenType);
  for (const auto& condition : query_.filter.conditions()) {
    for (const auto& value : condition->sql.values) {
      std::visit(Binding{statement, ++parameter}, value);
    }
  }
  if (query_.filter.reads_bytes()) {
    statement.bind_pointer(++parameter, &query_.filter, kFilterType);
  }
  const auto limit = std::min<std::size_t>(query_.limit, INT64_MAX);
  statement.bind(++parameter, static_cast<std::int64_t>(limit));
}

void add_filter_functions(SqliteConnection& connection, ScanMemory& scanning) {
  const auto add = [&](const char* name, int arguments, auto function) {
    sqlite3_create_function_v2(connection.get(), name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                               &scanning, function, nullptr, nullptr, nullptr);
  };
  add("hookline_matches", 4, matches_function);
  add("hookline_is_at", 2, is_at_function);
  add("hookline_hides", 2, hides_function);
  add("hookline_admits", 1, admits_function);
}

}  // namespace hookline
