#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// How a program writes JSON: the blanks, and how it escapes texts.
struct JsonLayout {
  /// kAsSent leaves texts alone. The others write them as JSON.stringify, PHP's json_encode,
  /// Python's json.dumps and Go's json.Marshal do.
  enum class Texts { kAsSent, kJavaScript, kPhp, kPython, kGo };
  std::string_view indent = {};  ///< of a level; empty: all on one line
  std::string_view comma = ",";  ///< between members, where they are on one line
  std::string_view colon = ":";
  Texts texts = Texts::kAsSent;
};

/// The JSON with other blanks and escapes; numbers and the order of members stand as they are. None
/// for what can't be JSON (an object or array is expected); what is not quite JSON gives some text.
std::optional<std::string> laid_out(std::string_view json, const JsonLayout& layout);

}  // namespace hookline
