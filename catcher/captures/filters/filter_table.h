#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/filters/conditions/condition.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hookline {

/// All that is known of one filter: a new one is a row of the table, and a sentence in the API's
/// description.
struct FilterKind {
  /// In queries, reply rules and signing keys. Behind one that ends in "." stands the name of what
  /// is asked for.
  std::string_view name;
  /// What NAME=VALUE asks. Throws std::invalid_argument with a sentence where it makes no sense.
  /// Null: the value is a text of filters (search_text.h).
  Condition (*condition)(const FormField& asked);
  /// How often it may be given under one name.
  enum class Often : std::uint8_t { kOnce, kOneOfThemHolds, kAllHold } often = Often::kOnce;
  /// Whether reply rules and signing keys may ask it: whether the sender alone decides about it.
  bool is_of_requests = true;
  /// What it finds, for people.
  std::string_view finds = {};
  /// How values can be asked for: with "=" alone, or with ">" and its like too (spans.h).
  enum class Relations : std::uint8_t { kEquals, kOrder } relations = Relations::kEquals;
};

/// In the order in which they are told.
std::span<const FilterKind> filter_kinds();

}  // namespace hookline
