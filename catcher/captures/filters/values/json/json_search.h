#pragma once

#include "catcher/captures/filters/text/text_search.h"
#include "catcher/captures/filters/values/json/json_path.h"
#include "catcher/captures/filters/values/value_pattern.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Finds a value in JSON texts by where it stands, as JsonPath says it. Made once per search; may
/// be used from several threads.
class JsonSearch {
 public:
  /// What objects and lists at the place are to values_in().
  enum class Branches { kPassedOver, kAsText };

  /// Texts are compared as what they say, numbers as they are written, "true", "false" and "null".
  /// Of objects and lists it can only be asked whether they are there, with "*". Throws
  /// std::invalid_argument for a path of more than 32 names.
  JsonSearch(std::string_view path, std::string_view value);

  /// Whether the text, in UTF-8, has it: JSON, also where it breaks off behind the value, or lines
  /// of JSON.
  bool is_in(std::string_view text) const;
  /// What stands at that place, the first `count_max` of them. As text, an object or a list is JSON
  /// without blanks, and what lies in it isn't told again.
  std::vector<std::string> values_in(std::string_view text, std::size_t count_max,
                                     Branches branches = Branches::kPassedOver) const;
  /// Found out without reading the JSON, at the speed of memory, of whatever charset that has
  /// ASCII's bytes. Mostly so.
  bool is_surely_not_in(std::string_view text) const;

 private:
  JsonPath path_;
  ValuePattern value_;
  TextSearch longest_name_;
  TextSearch longest_text_;
};

}  // namespace hookline
