#pragma once

#include "catcher/base/http/bodies/form.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// What a call of REST v1 is given, in its query and its form; of a name that stands in both, the
/// form's counts. Readings throw V1Error for what can't be meant.
class V1Parameters {
 public:
  V1Parameters(FormFields query, const FormFields& form);

  /// None where it isn't given; empty where it is given so.
  std::optional<std::string> text(std::string_view name) const;
  std::string text_or_empty(std::string_view name) const { return text(name).value_or(""); }
  /// The same; not empty.
  std::string required(std::string_view name) const;
  /// From 1; none where it isn't given or empty.
  std::optional<std::uint64_t> id(std::string_view name) const;
  std::uint64_t required_id(std::string_view name) const;
  /// Whether it is given as anything but an empty text or 0.
  bool flag(std::string_view name) const;

  /// `p[1]=a&p[4]=b`, or the same as JSON: keys and values, in order.
  std::vector<std::pair<std::string, std::string>> entries(std::string_view name) const;
  /// Values of `action[]=a&action[]=b`, `action[0]=a`, `action=["a","b"]`, or of a list with
  /// commas.
  std::vector<std::string> values(std::string_view name) const;
  /// The same, ids; "all" gives none.
  std::vector<std::uint64_t> ids(std::string_view name) const;
  /// `p[1]=1`: the ids that entries have as values, or as keys where the value is none.
  std::vector<std::uint64_t> list_ids(std::string_view name) const;

 private:
  FormFields fields_;
};

/// A whole number from 0; none for other texts.
std::optional<std::uint64_t> v1_number(std::string_view text);

}  // namespace hookline
