#include "emitter/platform/webhooks/url_rules.h"

#include "catcher/base/http/url/host_name.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace hookline {
namespace {

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

std::string shown(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  if (byte == ' ') return "a space";
  if (byte > 0x20 && byte < 0x7f) return fmt::format("'{}'", c);
  return fmt::format("byte 0x{:02x}", byte);
}

[[noreturn]] void refuse(std::string_view text, std::size_t position, std::string_view advice) {
  throw UrlError(fmt::format("{} at position {} is not allowed in a webhook's URL; {}",
                             shown(text[position]), position + 1, advice),
                 position);
}

void refuse_broken_escape(std::string_view text, std::size_t position) {
  const bool whole = position + 2 < text.size() && hex_value(text[position + 1]) >= 0 &&
                     hex_value(text[position + 2]) >= 0;
  if (!whole) {
    refuse(text, position, "two hexadecimal digits must follow it, or write it as %25");
  }
}

void refuse_forbidden_characters(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const char c = text[i];
    if (is_letter(c) || is_digit(c) || is_one_of(c, "$-_.+!*'(),:/?=&;@")) continue;
    if (c == '%') {
      refuse_broken_escape(text, i);
    } else if (c == '#') {
      refuse(text, i, "a fragment is never sent: leave it out, or write it as %23");
    } else {
      refuse(text, i, fmt::format("write it as %{:02X}", static_cast<std::uint8_t>(c)));
    }
  }
}

void refuse_forbidden_in_bracketed_host(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (hex_value(text[i]) < 0 && !is_one_of(text[i], ":.")) {
      refuse(text, i, "brackets hold an IPv6 address");
    }
  }
}

/// Names the form of a host with umlauts and the like that the platform takes.
void refuse_beyond_ascii(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view host = text.substr(begin, end - begin);
  if (is_ascii(host)) return;
  std::string sentence;
  try {
    sentence = fmt::format("the host {} at position {} has letters beyond ASCII; write it as {}",
                           host, begin + 1, ascii_host(host));
  } catch (const std::invalid_argument& error) {
    sentence = fmt::format("at position {}: {}", begin + 1, error.what());
  }
  throw UrlError(sentence, begin);
}

void refuse_forbidden_in_host(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_letter(text[i]) && !is_digit(text[i]) && !is_one_of(text[i], "-._")) {
      refuse(text, i, "a host is a name, an IPv4 address, or an IPv6 address in brackets");
    }
  }
}

/// Where the parts of "scheme://user@host:port/path" lie in the text.
struct Parts {
  std::size_t authority = 0;
  std::size_t host = 0;
  std::size_t host_end = 0;
  std::size_t authority_end = 0;
  bool bracketed = false;
};

Parts parts_of(std::string_view text) {
  Parts parts;
  const auto scheme_end = text.find("://");
  parts.authority = scheme_end == std::string_view::npos ? 0 : scheme_end + 3;
  parts.authority_end = std::min(text.find_first_of("/?#", parts.authority), text.size());
  const auto authority = text.substr(0, parts.authority_end);
  const auto at = authority.rfind('@');
  parts.host = at == std::string_view::npos || at < parts.authority ? parts.authority : at + 1;
  parts.bracketed = parts.host < parts.authority_end && text[parts.host] == '[';
  if (parts.bracketed) ++parts.host;
  parts.host_end = authority.find(parts.bracketed ? ']' : ':', parts.host);
  parts.host_end = std::min(parts.host_end, parts.authority_end);
  return parts;
}

void refuse_https_beside_443(std::string_view text, const Parts& parts, const Url& url) {
  if (!url.is_https() || url.port() == 443) return;
  const auto position = text.find(':', parts.host_end) + 1;
  throw UrlError(fmt::format("port {} at position {} is not allowed in a webhook's URL; https is "
                             "delivered only to port 443",
                             url.port(), position + 1),
                 position);
}

}  // namespace

Url parse_webhook_url(std::string_view text, HttpsPorts ports) {
  const Parts parts = parts_of(text);
  refuse_forbidden_characters(text, 0, parts.bracketed ? parts.host - 1 : parts.host);
  if (parts.bracketed) {
    refuse_forbidden_in_bracketed_host(text, parts.host, parts.host_end);
  } else {
    refuse_beyond_ascii(text, parts.host, parts.host_end);
    refuse_forbidden_in_host(text, parts.host, parts.host_end);
  }
  const bool closed = parts.bracketed && parts.host_end < parts.authority_end;
  refuse_forbidden_characters(text, parts.host_end + (closed ? 1 : 0), text.size());
  Url url = Url::parse(text);
  if (ports == HttpsPorts::kPlatforms) refuse_https_beside_443(text, parts, url);
  return url;
}

}  // namespace hookline
