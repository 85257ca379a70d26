#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// Which characters of a text a program writes as escapes, besides those that JSON wants so.
struct JsonTexts {
  bool beyond_ascii = false;
  bool del = false;              ///< U+007F
  bool line_separators = false;  ///< U+2028 and U+2029
  bool slash = false;            ///< as "\/"
  std::string_view ascii = {};   ///< these, as \u00XX
  bool capitals = false;         ///< hex digits: \u003C
  /// Those of backspace, form feed, line feed, carriage return and tab that have a short escape.
  std::string_view short_controls = "\b\f\n\r\t";
};

/// How a program writes JSON: the blanks, and how it escapes texts.
struct JsonLayout {
  std::string_view indent = {};  ///< of a level; empty: all on one line
  std::string_view comma = ",";  ///< between members, where they are on one line
  std::string_view colon = ":";
  std::optional<JsonTexts> texts = {};  ///< none leaves texts alone
  /// Where it is indented: an empty array has two line ends in it, an empty object one.
  bool opens_empty_arrays = false;
  bool opens_empty_objects = false;
};

/// The JSON with other blanks and escapes; numbers and the order of members stand as they are. None
/// for what can't be JSON (an object or array is expected); what is not quite JSON gives some text.
std::optional<std::string> laid_out(std::string_view json, const JsonLayout& layout);

}  // namespace hookline
