#include "catcher/base/http/message/hop_by_hop.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/message/message_headers.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>

namespace hookline {
namespace {

/// Besides all that begins with "Content-".
constexpr std::array<std::string_view, 9> kForEveryRecipient = {
    "host",       "transfer-encoding", "trailer",  "authorization",   "cookie",
    "set-cookie", "cache-control",     "location", "www-authenticate"};

bool is_for_every_recipient(std::string_view name) {
  constexpr std::string_view kOfContent = "content-";
  return equals_ignoring_case(name.substr(0, kOfContent.size()), kOfContent) ||
         std::any_of(kForEveryRecipient.begin(), kForEveryRecipient.end(),
                     [&](std::string_view known) { return equals_ignoring_case(known, name); });
}

}  // namespace

void HopByHop::see(std::string_view name, std::string_view value) {
  if (!equals_ignoring_case(name, "connection") && !equals_ignoring_case(name, "proxy-connection"))
    return;
  while (!value.empty()) {
    const auto option = value.substr(0, value.find(','));
    value.remove_prefix(std::min(option.size() + 1, value.size()));
    if (const auto named = trimmed(option, " \t\r\n\""); !named.empty()) named_.emplace_back(named);
  }
}

bool HopByHop::ends_here(std::string_view name) const {
  if (is_of_the_connection(name)) return true;
  return !is_for_every_recipient(name) &&
         std::any_of(named_.begin(), named_.end(),
                     [&](const std::string& known) { return equals_ignoring_case(known, name); });
}

}  // namespace hookline
