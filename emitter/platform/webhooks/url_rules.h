#pragma once

#include "catcher/base/http/url/url.h"

#include <string_view>

namespace hookline {

/// A webhook's URL, judged by the platform's rules: letters, digits and $-_.+!*'(), as they are,
/// the reserved characters :/?=&;@ in their role, %XX for everything else, brackets only around an
/// IPv6 address, and https only on port 443. `{catcher}` and the like are substituted before.
/// Throws UrlError; the sentence names the offending character and its position, counted from 1.
Url parse_webhook_url(std::string_view text);

}  // namespace hookline
