#include "emitter/delivery/queue/postgresql/session/postgres_values.h"

namespace hookline {
namespace {

// Types as the server numbers them, the same in every one.
constexpr std::int64_t kBytes = 17;
constexpr std::int64_t kBigint = 20;
constexpr std::int64_t kText = 25;

void put(std::string& out, std::int64_t number, unsigned bytes) {
  for (unsigned left = bytes; left > 0; --left) {
    out += static_cast<char>(static_cast<std::uint64_t>(number) >> (left - 1) * 8);
  }
}

/// Dimensions, no nulls, type, size, first index.
std::string array_head(std::int64_t type, std::size_t size) {
  std::string head;
  put(head, size == 0 ? 0 : 1, 4);
  put(head, 0, 4);
  put(head, type, 4);
  if (size == 0) return head;
  put(head, static_cast<std::int64_t>(size), 4);
  put(head, 1, 4);
  return head;
}

std::string array_of(std::int64_t type, const std::vector<std::string_view>& items) {
  std::string array = array_head(type, items.size());
  for (const std::string_view item : items) {
    put(array, static_cast<std::int64_t>(item.size()), 4);
    array += item;
  }
  return array;
}

}  // namespace

PostgresValues& PostgresValues::add(std::int64_t number) {
  put(values_.emplace_back(), number, 8);
  return *this;
}

PostgresValues& PostgresValues::add(std::string_view text) {
  values_.emplace_back(text);
  return *this;
}

PostgresValues& PostgresValues::add(const std::vector<std::int64_t>& numbers) {
  std::string array = array_head(kBigint, numbers.size());
  array.reserve(array.size() + numbers.size() * 12);
  for (const std::int64_t number : numbers) {
    put(array, 8, 4);
    put(array, number, 8);
  }
  values_.push_back(std::move(array));
  return *this;
}

PostgresValues& PostgresValues::add_texts(const std::vector<std::string_view>& texts) {
  values_.push_back(array_of(kText, texts));
  return *this;
}

PostgresValues& PostgresValues::add_bytes(const std::vector<std::string_view>& all) {
  values_.push_back(array_of(kBytes, all));
  return *this;
}

}  // namespace hookline
