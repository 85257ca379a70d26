#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// Writes JSON down again as it is read, token by token, without blanks.
class JsonRewriter {
 public:
  void open(char bracket);
  void close(char bracket);
  void key(std::string_view name);
  void string(std::string_view value);
  /// A number, true, false or null.
  void word(std::string_view written);

  /// What was written so far; it begins anew.
  std::string take();

 private:
  /// Puts the comma before what isn't first in its object or list.
  void separate();

  std::string text_;
};

}  // namespace hookline
