#include "catcher/log/line_style.h"

#include <cstdlib>
#include <string_view>

#include <unistd.h>

namespace hookline {

bool wants_colour(int descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  if (refused != nullptr && *refused != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  return ::isatty(descriptor) == 1;
}

}  // namespace hookline
