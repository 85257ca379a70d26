#include "emitter/commands/flags/values/help_text.h"

#include <algorithm>

namespace hookline {
namespace {

/// Where CLI11 begins descriptions.
constexpr std::size_t kDescription = 30;

/// Characters of UTF-8, not bytes.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// Where to cut it so that what comes before fits: at a blank. All of it where there is none.
std::size_t cut_of(std::string_view line, std::size_t indent, std::size_t columns) {
  if (width_of(line) <= columns) return line.size();
  std::size_t cut = std::string_view::npos;
  for (std::size_t blank = line.find(' ', indent); blank != std::string_view::npos;
       blank = line.find(' ', blank + 1)) {
    if (width_of(line.substr(0, blank)) > columns && cut != std::string_view::npos) break;
    cut = blank;
  }
  return std::min(cut, line.size());
}

void append_fitted(std::string& out, std::string_view line, std::size_t columns) {
  // Behind a long name the description has a line of its own, which begins with blanks alone.
  const bool is_description = line.find_first_not_of(' ') == kDescription;
  const std::size_t indent = line.starts_with("  -") || is_description ? kDescription : 0;
  std::string rest(line);
  while (true) {
    const std::size_t cut = cut_of(rest, indent, columns);
    out.append(rest, 0, cut).append("\n");
    if (cut == rest.size()) return;
    rest = std::string(indent, ' ') + rest.substr(cut + 1);
  }
}

}  // namespace

std::string fitted_help(std::string_view help, std::size_t columns) {
  std::string out;
  while (!help.empty()) {
    const std::size_t end = std::min(help.find('\n'), help.size());
    const std::string_view line = help.substr(0, end);
    help.remove_prefix(std::min(help.size(), end + 1));
    const bool is_second_blank = line.empty() && (out.empty() || out.ends_with("\n\n"));
    if (!is_second_blank) append_fitted(out, line, columns);
  }
  return out;
}

}  // namespace hookline
