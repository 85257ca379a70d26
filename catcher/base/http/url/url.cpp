#include "catcher/base/http/url/url.h"

#include "catcher/base/http/url/host_name.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string shown(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  if (byte == ' ') return "a space";
  if (byte > 0x20 && byte < 0x7f) return fmt::format("'{}'", c);
  return fmt::format("byte 0x{:02x}", byte);
}

void refuse_unsendable_bytes(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte <= 0x20 || byte >= 0x7f) {
      throw UrlError(fmt::format("{} at position {} can't stand in a URL; write it as %{:02X}",
                                 shown(text[i]), i + 1, byte),
                     i);
    }
  }
}

/// The text with its host in ASCII, where it has one that isn't.
std::string with_ascii_host(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  if (is_ascii(text) || scheme_end == std::string_view::npos) return std::string(text);
  const std::size_t start = scheme_end + 3;
  const std::size_t end = std::min(text.find_first_of("/?#", start), text.size());
  const std::string_view authority = text.substr(start, end - start);
  const std::size_t at = authority.rfind('@');
  const std::size_t host = start + (at == std::string_view::npos ? 0 : at + 1);
  const std::size_t host_end = std::min(text.find(':', host), end);
  try {
    return std::string(text.substr(0, host)) + ascii_host(text.substr(host, host_end - host)) +
           std::string(text.substr(host_end));
  } catch (const std::invalid_argument& error) {
    throw UrlError(error.what(), host);
  }
}

std::uint16_t parse_port(std::string_view digits, std::size_t position) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value == 0 || value > 65535) {
    throw UrlError(fmt::format("the port \"{}\" at position {} is not a number from 1 to 65535",
                               digits, position + 1),
                   position);
  }
  return static_cast<std::uint16_t>(value);
}

}  // namespace

Url Url::parse(std::string_view given) {
  const std::string sendable = with_ascii_host(given);
  std::string_view text = sendable;
  refuse_unsendable_bytes(text);
  Url url;
  const auto scheme_end = text.find("://");
  const auto scheme =
      lowered(text.substr(0, scheme_end == std::string_view::npos ? 0 : scheme_end));
  if (scheme != "http" && scheme != "https") {
    throw UrlError("a URL starts with http:// or https://", 0);
  }
  url.https_ = scheme == "https";
  url.port_ = url.https_ ? 443 : 80;

  const std::size_t start = scheme_end + 3;
  text = text.substr(0, text.find('#'));
  const auto authority_end = std::min(text.find_first_of("/?", start), text.size());
  auto authority = text.substr(start, authority_end - start);
  std::size_t at_host = start;
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    url.user_info_ = authority.substr(0, at);
    authority.remove_prefix(at + 1);
    at_host += at + 1;
  }
  std::size_t host_end = authority.find(':');
  if (!authority.empty() && authority.front() == '[') {
    const auto close = authority.find(']');
    if (close == std::string_view::npos)
      throw UrlError("the bracket of the IPv6 address is not closed", at_host);
    url.host_ = lowered(authority.substr(1, close - 1));
    host_end = close + 1;
    if (host_end < authority.size() && authority[host_end] != ':') {
      throw UrlError(fmt::format("{} after the IPv6 address; expected a port or the path",
                                 shown(authority[host_end])),
                     at_host + host_end);
    }
  } else {
    url.host_ = lowered(authority.substr(0, host_end));
  }
  if (url.host_.empty()) throw UrlError("the host is missing", at_host);
  if (const auto bad = url.host_.find_first_of("\"<>\\^`{|}[]@"); bad != std::string::npos) {
    throw UrlError(fmt::format("{} at position {} can't stand in a host", shown(url.host_[bad]),
                               at_host + bad + 1),
                   at_host + bad);
  }
  if (host_end != std::string_view::npos && host_end + 1 < authority.size()) {
    url.port_ = parse_port(authority.substr(host_end + 1), at_host + host_end + 1);
  }
  const auto target = text.substr(authority_end);
  url.target_ =
      target.empty() || target.front() == '?' ? "/" + std::string(target) : std::string(target);
  url.text_ = text;
  return url;
}

std::string Url::host_header() const {
  const auto name = host_.find(':') == std::string::npos ? host_ : "[" + host_ + "]";
  return port_ == (https_ ? 443 : 80) ? name : fmt::format("{}:{}", name, port_);
}

std::string Url::origin() const {
  const auto name = host_.find(':') == std::string::npos ? host_ : "[" + host_ + "]";
  return fmt::format("{}://{}:{}", https_ ? "https" : "http", name, port_);
}

}  // namespace hookline
