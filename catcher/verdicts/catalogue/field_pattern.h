#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hookline {

/// Whether a field's name is one that the pattern stands for: "[N]" stands for a number in brackets
/// ("list[0]"), any other word of capitals in brackets for any text there ("contact[fields][ID]",
/// "contact[fields][TAG]"). The rest is compared byte by byte.
bool matches_field(std::string_view pattern, std::string_view name);

/// Whether any part of the pattern stands for more than itself.
bool is_field_pattern(std::string_view pattern);

/// Names and patterns, asked for many names.
class FieldPatterns {
 public:
  void add(std::string pattern);
  bool match(std::string_view name) const;

 private:
  std::unordered_set<std::string> exact_;
  std::vector<std::string> patterns_;
};

}  // namespace hookline
