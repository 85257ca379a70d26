#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// What stands for $1, $2, … of a statement, in the server's binary form: which costs neither side
/// a number's digits, nor a body's escapes. The statement has to say the types, as in $1::bigint[].
class PostgresValues {
 public:
  PostgresValues& add(std::int64_t number);  ///< bigint
  PostgresValues& add(std::string_view text);
  PostgresValues& add(const char* text) { return add(std::string_view(text)); }
  PostgresValues& add_bytes(std::string_view bytes) { return add(bytes); }
  PostgresValues& add(const std::vector<std::int64_t>& numbers);          ///< bigint[]
  PostgresValues& add_texts(const std::vector<std::string_view>& texts);  ///< text[]
  PostgresValues& add_bytes(const std::vector<std::string_view>& all);    ///< bytea[]

  std::size_t size() const { return values_.size(); }
  const std::string& at(std::size_t index) const { return values_[index]; }

 private:
  std::vector<std::string> values_;
};

}  // namespace hookline
