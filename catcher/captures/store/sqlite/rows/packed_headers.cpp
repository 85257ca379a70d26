#include "catcher/captures/store/sqlite/rows/packed_headers.h"

#include <algorithm>

namespace hookline {
namespace {

std::string_view take_to_nul(std::string_view& rest) {
  const auto part = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

}  // namespace

std::string packed(const Headers& headers) {
  std::string out;
  for (const Header& header : headers) {
    out.append(header.name).push_back('\0');
    out.append(header.value).push_back('\0');
  }
  return out;
}

Header take_packed(std::string_view& bytes) {
  const auto name = take_to_nul(bytes);
  return {std::string(name), std::string(take_to_nul(bytes))};
}

Headers unpacked(std::string_view bytes) {
  Headers headers;
  while (!bytes.empty()) headers.push_back(take_packed(bytes));
  return headers;
}

}  // namespace hookline
