#include "catcher/base/http/headers/header.h"

#include "catcher/base/http/headers/header_bytes.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {

std::uint64_t kept_bytes(const Headers& headers) {
  std::uint64_t bytes = headers.size() * sizeof(Header);
  for (const Header& header : headers) bytes += header.name.size() + header.value.size();
  return bytes;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> find_header(std::span<const Header> headers,
                                            std::string_view name) {
  for (const Header& header : headers) {
    if (equals_ignoring_case(header.name, name)) return header.value;
  }
  return std::nullopt;
}

std::string unfolded(std::string_view value) {
  std::string out(value);
  std::erase_if(out, [](char c) { return c == '\r' || c == '\n'; });
  return out;
}

HeaderField::HeaderField(std::string name, std::string value)
    : name_(std::move(name)), value_(std::move(value)) {
  if (name_.empty()) throw std::invalid_argument("a header needs a name");
  const auto bad_name = std::find_if_not(name_.begin(), name_.end(), is_token_byte);
  if (bad_name != name_.end()) {
    throw std::invalid_argument(
        fmt::format("the header name has byte 0x{:02x} at position {}, which is not allowed",
                    static_cast<std::uint8_t>(*bad_name), bad_name - name_.begin() + 1));
  }
  const auto bad_value = std::find_if_not(value_.begin(), value_.end(), is_value_byte);
  if (bad_value != value_.end()) {
    throw std::invalid_argument(
        fmt::format("the value of header {} has byte 0x{:02x} at position {}, which is not allowed",
                    name_, static_cast<std::uint8_t>(*bad_value), bad_value - value_.begin() + 1));
  }
}

}  // namespace hookline
