#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace hookline {

// Values as bytes: member after member, numbers of seven bits a byte, texts and lists with their
// length before them. Ten times as fast to read as JSON. What has several members is taken apart by
// members_of(), where there is one, and then by later_members_of(): those that were added since the
// first bytes of it were written.

/// Writes to the end of a text.
class PackedWriter {
 public:
  explicit PackedWriter(std::string& out) : out_(out) {}

  template <class Number>
  requires std::integral<Number> || std::is_enum_v<Number>
  void put(Number number) {
    auto left = static_cast<std::uint64_t>(number);
    for (; left >= 128; left >>= 7) out_ += static_cast<char>(left | 128);
    out_ += static_cast<char>(left);
  }
  void put(const std::string& text) {
    put(text.size());
    out_ += text;
  }
  template <class Item>
  void put(const std::vector<Item>& items) {
    put(items.size());
    for (const Item& item : items) put(item);
  }
  template <class Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class... Kinds>
  void put(const std::variant<Kinds...>& one) {
    put(one.index());
    std::visit([this](const auto& value) { this->put(value); }, one);
  }
  template <class First, class Second>
  void put(const std::pair<First, Second>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <class Whole>
  requires requires(const Whole& whole) { members_of(whole); }
  void put(const Whole& whole) {
    std::apply([this](const auto&... member) { (this->put(member), ...); }, members_of(whole));
    if constexpr (requires { later_members_of(whole); })
      std::apply([this](const auto&... member) { (this->put(member), ...); },
                 later_members_of(whole));
  }

 private:
  std::string& out_;
};

}  // namespace hookline
