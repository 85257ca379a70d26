#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace hookline {

/// What stands between commas, blanks before each left out: "5s, 5m" is "5s" and "5m". Never none.
inline std::vector<std::string_view> parts_between_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::size_t first = std::min(text.find_first_not_of(' ', begin), comma);
    parts.push_back(text.substr(first, comma - first));
    begin = comma + 1;
  }
  return parts;
}

}  // namespace hookline
