#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Where a value stands in JSON: "user.email", "items.0.sku" or "items[0].sku". A "*" is any member
/// or item. Items need no number: "items.sku" is that of any of them. A name may hold dots and
/// brackets itself: "a.b" is also the member "a.b", and alone that where it is written "a\.b".
class JsonPath {
 public:
  /// How far the path has led to a value, as a set: bit n for n of its steps. There may be several
  /// at once, where names hold dots and in lists within lists.
  using Places = std::uint64_t;
  /// Those of the whole JSON text.
  static constexpr Places kStart = 1;

  /// Throws std::invalid_argument for a path of more than 32 names.
  explicit JsonPath(std::string_view path);

  /// Those of a member of the object that has these.
  Places places_behind(Places places, std::string_view name) const;
  /// Those of an item of the list that has these; from 0.
  Places places_behind_item(Places places, std::size_t index) const;
  /// Whether the path leads there.
  bool is_end(Places places) const { return (places >> steps_.size() & 1) != 0; }

  /// The longest name that must stand in a text that has the value; it may be empty.
  std::string_view longest_name() const;

 private:
  /// Its place in `text_`.
  struct Step {
    std::size_t begin;
    std::size_t end;
  };
  std::string_view between(std::size_t first, std::size_t last) const;

  std::string text_;  ///< without escapes
  std::vector<Step> steps_;
};

}  // namespace hookline
