// Cookies of any bytes: names and values are pieces of what was sent, in its order.
#include "catcher/base/http/headers/cookie.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view value(reinterpret_cast<const char*>(data), size);
  std::size_t from = 0;
  for (const auto& cookie : hookline::parse_cookies(value)) {
    from = value.find(cookie.name, from);
    if (from == std::string_view::npos) std::abort();
    from = value.find(cookie.value, from + cookie.name.size());
    if (from == std::string_view::npos) std::abort();
    from += cookie.value.size();
  }
  const auto set = hookline::parse_set_cookie(value);
  if (value.find(set.name) == std::string_view::npos) std::abort();
  if (value.find(set.value) == std::string_view::npos) std::abort();
  return 0;
}
