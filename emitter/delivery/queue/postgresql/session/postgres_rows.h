#pragma once

#include <cstdint>
#include <string_view>

struct pg_result;

namespace hookline {

/// What a statement has answered, in the server's binary form. Rows and columns count from 0.
class PostgresRows {
 public:
  /// Takes it over; may be null.
  explicit PostgresRows(pg_result* result) : result_(result) {}
  ~PostgresRows();
  PostgresRows(PostgresRows&& other) noexcept;
  PostgresRows& operator=(PostgresRows&&) = delete;

  int size() const;
  bool is_null(int row, int column) const;
  /// Of an integer column of 2, 4 or 8 bytes, or a boolean.
  std::int64_t integer(int row, int column) const;
  /// The same without a sign, as stored() has put it there.
  std::uint64_t number(int row, int column) const {
    return static_cast<std::uint64_t>(integer(row, column));
  }
  /// A text or bytes; lasts as long as this.
  std::string_view bytes(int row, int column) const;

  pg_result* get() const { return result_; }

 private:
  pg_result* result_;
};

}  // namespace hookline
