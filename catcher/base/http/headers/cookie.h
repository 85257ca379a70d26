#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A cookie as it was sent: nothing decoded, nothing judged. Any bytes.
struct Cookie {
  std::string name;  ///< empty where there is no "="
  std::string value;
  /// The rest only of a Set-Cookie.
  std::string path;
  std::string domain;
  std::optional<std::int64_t> expires_us;  ///< since 1970 UTC
  bool http_only = false;
  bool secure = false;
  friend bool operator==(const Cookie&, const Cookie&) = default;
};

/// The value of a Cookie header: "a=1; b=2". Never fails.
std::vector<Cookie> parse_cookies(std::string_view value);

/// The value of a Set-Cookie header. Attributes that aren't known or make no sense are skipped.
Cookie parse_set_cookie(std::string_view value);

}  // namespace hookline
