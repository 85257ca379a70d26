#pragma once

#include "catcher/base/process/failure.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace hookline {

/// Reads again what a PackedWriter wrote, in the same order. Throws Failure(kCannotRun) where the
/// bytes end too early.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : left_(bytes) {}

  template <class Number>
  requires std::integral<Number> || std::is_enum_v<Number>
  void take(Number& number) {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(take_bytes(1)[0]);
      if (shift < 64) value |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) break;
    }
    number = static_cast<Number>(value);
  }
  void take(std::string& text) { text = take_bytes(take_size()); }
  template <class Item>
  void take(std::vector<Item>& items) {
    items.resize(take_size());
    for (Item& item : items) take(item);
  }
  template <class Value>
  void take(std::optional<Value>& value) {
    bool is_there = false;
    take(is_there);
    if (is_there) take(value.emplace());
  }
  template <class... Kinds>
  void take(std::variant<Kinds...>& one) {
    std::size_t index = 0;
    take(index);
    if (index >= sizeof...(Kinds)) fail();
    take_kind(one, index, std::index_sequence_for<Kinds...>());
  }
  template <class First, class Second>
  void take(std::pair<First, Second>& pair) {
    take(pair.first);
    take(pair.second);
  }
  template <class Whole>
  requires requires(Whole& whole) { members_of(whole); }
  void take(Whole& whole) {
    std::apply([this](auto&... member) { (this->take(member), ...); }, members_of(whole));
    if constexpr (requires { later_members_of(whole); }) {
      if (left_.empty()) return;
      std::apply([this](auto&... member) { (this->take(member), ...); }, later_members_of(whole));
    }
  }

 private:
  template <class Variant, std::size_t... kIndex>
  void take_kind(Variant& one, std::size_t index, std::index_sequence<kIndex...> /*all*/) {
    ((index == kIndex ? take(one.template emplace<kIndex>()) : void()), ...);
  }
  std::size_t take_size() {
    std::size_t size = 0;
    take(size);
    if (size > left_.size()) fail();
    return size;
  }
  std::string_view take_bytes(std::size_t count) {
    if (count > left_.size()) fail();
    const auto bytes = left_.substr(0, count);
    left_.remove_prefix(count);
    return bytes;
  }
  [[noreturn]] static void fail() {
    throw Failure(ExitCode::kCannotRun, "the store is damaged: a row of it ends too early");
  }

  std::string_view left_;
};

}  // namespace hookline
