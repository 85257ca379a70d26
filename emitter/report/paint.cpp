#include "emitter/report/paint.h"

#include <cstdlib>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

namespace hookline {
namespace {

/// As terminals number them.
int code_of(Paint paint) {
  switch (paint) {
    case Paint::kGood:
      return 32;
    case Paint::kDoubtful:
      return 33;
    case Paint::kBad:
      return 31;
    case Paint::kFaint:
      return 2;
  }
  return 0;
}

}  // namespace

Colour colour_of(const std::ostream& out) {
  const bool terminal = &out == &std::cout && isatty(STDOUT_FILENO) == 1;
  const char* name = std::getenv("TERM");
  const bool dumb = name == nullptr || std::string_view(name) == "dumb";
  const bool wanted = terminal && !dumb && std::getenv("NO_COLOR") == nullptr;
  return wanted ? Colour::kTerminal : Colour::kNone;
}

std::string painted(Colour colour, Paint paint, std::string_view text) {
  if (colour == Colour::kNone) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(paint), text);
}

}  // namespace hookline
