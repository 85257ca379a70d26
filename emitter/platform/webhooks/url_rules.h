#pragma once

#include "catcher/base/http/url/url.h"

#include <cstdint>
#include <string_view>

namespace hookline {

enum class HttpsPorts : std::uint8_t {
  kPlatforms,  ///< 443 alone
  kAny,        ///< for tests on one's own machine, where servers have other ports
};

/// A webhook's URL, judged by the platform's rules: letters, digits and $-_.+!*'(), as they are,
/// the reserved characters :/?=&;@ in their role, %XX for everything else, brackets only around an
/// IPv6 address, and https only on port 443 unless `ports` says so. `{catcher}` and the like are
/// substituted before. Throws UrlError; the sentence names the offending character and its
/// position, counted from 1.
Url parse_webhook_url(std::string_view text, HttpsPorts ports = HttpsPorts::kPlatforms);

}  // namespace hookline
