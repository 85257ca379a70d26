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

/// Where the host stands in a URL, user and port apart. All of it is empty where there is none.
struct HostPlace {
  std::size_t begin;
  std::size_t end;
};

HostPlace place_of_host(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {url.size(), url.size()};
  const std::size_t start = scheme_end + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", start), url.size());
  const std::size_t at = url.substr(start, end - start).rfind('@');
  const std::size_t host = start + (at == std::string_view::npos ? 0 : at + 1);
  return {host, std::min(url.find(':', host), end)};
}

/// The host may have letters beyond ASCII.
void refuse_unsendable_bytes(std::string_view url, HostPlace host) {
  for (std::size_t i = 0; i < url.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(url[i]);
    const bool is_letter_of_host = byte >= 0x80 && i >= host.begin && i < host.end;
    if (byte <= 0x20 || (byte >= 0x7f && !is_letter_of_host)) {
      throw UrlError(fmt::format("{} at position {} can't stand in a URL; write it as %{:02X}",
                                 shown(url[i]), i + 1, byte),
                     i);
    }
  }
}

/// As it is sent: in ASCII, small letters. `position`: where it stands in the URL.
std::string sendable_host(std::string_view host, std::size_t position) {
  if (is_ascii(host)) return lowered(host);
  try {
    return lowered(ascii_host(host));
  } catch (const std::invalid_argument& error) {
    throw UrlError(error.what(), position);
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

struct HostAndPort {
  std::string host;
  std::string_view port;  ///< empty where there is none
  std::size_t port_at;
};

/// `authority`: without the user. `position`: where it stands in the URL.
HostAndPort read_host(std::string_view authority, std::size_t position) {
  std::size_t end = std::min(authority.find(':'), authority.size());
  std::string_view host = authority.substr(0, end);
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos)
      throw UrlError("the bracket of the IPv6 address is not closed", position);
    host = authority.substr(1, close - 1);
    end = close + 1;
    if (end < authority.size() && authority[end] != ':') {
      throw UrlError(fmt::format("{} after the IPv6 address; expected a port or the path",
                                 shown(authority[end])),
                     position + end);
    }
  }
  if (host.empty()) throw UrlError("the host is missing", position);
  if (const auto bad = host.find_first_of("\"<>\\^`{|}[]@"); bad != std::string::npos) {
    throw UrlError(fmt::format("{} at position {} can't stand in a host", shown(host[bad]),
                               position + bad + 1),
                   position + bad);
  }
  const std::size_t port = std::min(end + 1, authority.size());
  return {sendable_host(host, position), authority.substr(port), position + port};
}

}  // namespace

Url Url::parse(std::string_view given) {
  std::string_view text = given;
  const HostPlace host = place_of_host(text);
  refuse_unsendable_bytes(text, host);
  Url url;
  const auto scheme_end = text.find("://");
  const auto scheme =
      lowered(text.substr(0, scheme_end == std::string_view::npos ? 0 : scheme_end));
  if (scheme != "http" && scheme != "https") {
    throw UrlError("a URL starts with http:// or https://", 0);
  }
  url.https_ = scheme == "https";
  text = text.substr(0, text.find('#'));
  std::size_t start = scheme_end + 3;
  const auto authority_end = std::min(text.find_first_of("/?", start), text.size());
  auto authority = text.substr(start, authority_end - start);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    url.user_info_ = authority.substr(0, at);
    authority.remove_prefix(at + 1);
    start += at + 1;
  }
  const HostAndPort read = read_host(authority, start);
  url.host_ = read.host;
  url.port_ = url.https_ ? 443 : 80;
  if (!read.port.empty()) url.port_ = parse_port(read.port, read.port_at);
  const auto target = text.substr(authority_end);
  url.target_ = target.empty() || target.front() == '?' ? "/" : "";
  url.target_ += target;
  url.text_ = text;
  if (!is_ascii(text)) url.text_.replace(host.begin, host.end - host.begin, url.host_);
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
