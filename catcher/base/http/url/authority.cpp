#include "catcher/base/http/url/authority.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_lines.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Without what stands before an "@", which never says which host is meant.
std::string_view without_user(std::string_view authority) {
  return authority.substr(authority.rfind('@') + 1);
}

/// None where the target names no host.
std::optional<std::string_view> authority_in(std::string_view method, std::string_view target) {
  if (method == "CONNECT") return target;
  const auto scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  const auto scheme = target.substr(0, scheme_end);
  if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) {
    return std::nullopt;
  }
  const auto rest = target.substr(scheme_end + 3);
  return without_user(rest.substr(0, rest.find_first_of("/?#")));
}

bool is_name_byte(char c) {
  const bool is_alphanumeric =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_alphanumeric || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("-._~%").find(c) != std::string_view::npos;
}

bool is_port(std::string_view text) {
  return text.size() <= 6 && text.starts_with(':') &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

/// One name or address, and perhaps a port.
bool is_host(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return false;
    const auto inside = text.substr(1, end - 1);
    return inside.find_first_not_of("0123456789abcdefABCDEF:.%") == std::string_view::npos &&
           (end + 1 == text.size() || is_port(text.substr(end + 1)));
  }
  const auto colon = std::min(text.find(':'), text.size());
  const auto name = text.substr(0, colon);
  return !name.empty() && std::all_of(name.begin(), name.end(), is_name_byte) &&
         (colon == text.size() || is_port(text.substr(colon)));
}

Authority from_headers(std::string_view head) {
  const HeadParts parts = split_head(head);
  HeaderLines lines(parts.header_lines);
  std::string_view host;
  int count = 0;
  bool differ = false;
  for (HeaderLine line; lines.next(line);) {
    if (line.name.size() != 4 || !equals_ignoring_case(line.name, "host")) continue;
    differ = differ || (count > 0 && !equals_ignoring_case(host, line.value));
    if (count++ == 0) host = line.value;
  }
  if (count == 0) {
    if (parts.request_line.ends_with("HTTP/1.0")) return {};
    return {{}, "it has no Host header, which HTTP/1.1 wants: a server may answer it with 400"};
  }
  if (count > 1) {
    return {differ ? std::string_view() : host,
            fmt::format("it has {} Host headers{}: a server must answer it with 400", count,
                        differ ? ", and they differ" : "")};
  }
  if (host.empty()) return {{}, "its Host header is empty"};
  if (!is_host(host)) {
    return {{}, fmt::format("its Host \"{}\" is not one host and its port", host)};
  }
  return {host};
}

}  // namespace

Authority authority_of(std::string_view method, std::string_view target, std::string_view head) {
  Authority by_header = from_headers(head);
  const auto named = authority_in(method, target);
  if (!named) return by_header;
  if (!is_host(*named)) {
    return {{}, fmt::format("the host \"{}\" in its target is not one host and its port", *named)};
  }
  Authority authority{*named};
  if (!by_header.problem.empty()) {
    authority.problem = std::move(by_header.problem);
  } else if (!equals_ignoring_case(*named, by_header.host)) {
    authority.problem = fmt::format("its target names {} and its Host header {}: the target counts",
                                    *named, by_header.host);
  }
  return authority;
}

std::string_view name_in_authority(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(1, authority.find(']') - 1);
  auto name = authority.substr(0, authority.find(':'));
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

}  // namespace hookline
