#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/filters/filter_table.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// One filter as a query asks it: NAME=VALUE, or -NAME=VALUE for what must not hold.
struct FilterTerm {
  const FilterKind* kind;
  FormField asked;  ///< without the "-"; what the table names is in small letters
  bool is_negated = false;

  /// As a query says it: with the "-".
  FormField written() const { return {(is_negated ? "-" : "") + asked.name, asked.value}; }
};

/// None where the name is no filter's. The case of letters in it doesn't matter, but for the names
/// of form fields and the like. Besides, "size>" with "1k" is read as "size" with ">=1k", and
/// "size>1k" without a value as ">1k": that is what queries make of size>=1k and size>1k.
std::optional<FilterTerm> filter_term(const FormField& field);

/// "form.NAME", "status".
std::string shown_name(const FilterKind& kind);
/// Whether it wants a name behind the "." of its own.
bool has_names(const FilterKind& kind);
/// The kind whose own name that is, without a "." at its end and in any case; null where none is.
const FilterKind* kind_called(std::string_view name);

/// For a name that is no filter's: the filter that it was probably meant to be, as in "form.type";
/// none where nothing is near.
std::optional<std::string> nearest_filter(std::string_view name);

}  // namespace hookline
