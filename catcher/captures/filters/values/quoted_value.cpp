#include "catcher/captures/filters/values/quoted_value.h"

#include "catcher/base/text/printable.h"

#include <cstddef>

#include <fmt/format.h>

namespace hookline {

std::string quoted_value(std::string_view text) {
  constexpr std::size_t kShownBytesMax = 120;
  constexpr std::size_t kCharacterMax = 4;  // printable() sees where the last one would end
  std::string escaped;
  for (const char c : text.substr(0, kShownBytesMax + kCharacterMax)) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return fmt::format("\"{}\"", printable(escaped, kShownBytesMax));
}

}  // namespace hookline
