#include "catcher/captures/filters/values/path_pattern.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace hookline {
namespace {

/// Undoes the escapes of all characters but those that mean something else when they stand plain.
std::string decoded_path(std::string_view path) {
  constexpr std::string_view kOfItsOwn = "/?#%";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool escape = path[i] == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 &&
                        hex_value(path[i + 2]) >= 0;
    if (!escape) {
      out += path[i];
      continue;
    }
    const int byte = hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]);
    const char c = static_cast<char>(byte);
    if (kOfItsOwn.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[static_cast<std::size_t>(byte) >> 4];
      out += kHex[static_cast<std::size_t>(byte) & 15];
    }
    i += 2;
  }
  return out;
}

bool is_never_encoded(char c) {
  return is_digit(c) || is_letter(c) || c == '-' || c == '_' || c == '.' || c == '/';
}

ValuePattern decoded(const ValuePattern& pattern) {
  std::vector<std::string> pieces;
  for (const std::string& piece : pattern.pieces()) pieces.push_back(decoded_path(piece));
  return pattern.with_pieces(std::move(pieces));
}

}  // namespace

PathPattern::PathPattern(std::string_view wanted)
    : as_written_(wanted), decoded_(decoded(as_written_)) {
  wanted.remove_suffix(wanted.ends_with('*') ? 1 : 0);
  plain_ = std::all_of(wanted.begin(), wanted.end(), is_never_encoded);
}

bool PathPattern::matches(std::string_view path) const {
  if (as_written_.matches(path)) return true;
  return !plain_ && decoded_.matches(decoded_path(path));
}

}  // namespace hookline
