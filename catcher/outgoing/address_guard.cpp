#include "catcher/outgoing/address_guard.h"

#include "catcher/failure.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace hookline {
namespace {

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint8_t, 16>;

std::optional<Ipv4> parse_ipv4(const std::string& text) {
  Ipv4 address;
  if (inet_pton(AF_INET, text.c_str(), address.data()) != 1) return std::nullopt;
  return address;
}

std::optional<Ipv6> parse_ipv6(const std::string& text) {
  Ipv6 address;
  if (inet_pton(AF_INET6, text.c_str(), address.data()) != 1) return std::nullopt;
  return address;
}

std::string text_of(const Ipv4& address) {
  return fmt::format("{}.{}.{}.{}", address[0], address[1], address[2], address[3]);
}

std::string text_of(const Ipv6& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(AF_INET6, address.data(), text.data(), text.size());
}

/// ::ffff:a.b.c.d is a.b.c.d to the system: a connection goes there over IPv4.
std::optional<Ipv4> mapped_ipv4(const Ipv6& address) {
  const bool zeros = std::all_of(address.begin(), address.begin() + 10,
                                 [](std::uint8_t byte) { return byte == 0; });
  if (!zeros || address[10] != 0xff || address[11] != 0xff) return std::nullopt;
  return Ipv4{address[12], address[13], address[14], address[15]};
}

/// What the C library would take for an IPv4 address although it isn't written as one: 127.1,
/// 0x7f.1, 2130706433, 0177.0.0.1. A check of the text alone would take it for a name.
std::optional<Ipv4> parse_odd_ipv4(const std::string& text) {
  in_addr address{};
  if (parse_ipv4(text) || inet_aton(text.c_str(), &address) == 0) return std::nullopt;
  const std::uint32_t host_order = ntohl(address.s_addr);
  return Ipv4{static_cast<std::uint8_t>(host_order >> 24),
              static_cast<std::uint8_t>(host_order >> 16),
              static_cast<std::uint8_t>(host_order >> 8), static_cast<std::uint8_t>(host_order)};
}

/// One spelling for each host: lower case, no final dot, addresses in their usual form.
std::string canonical(std::string_view host) {
  std::string text(host);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (text.size() > 1 && text.back() == '.') text.pop_back();
  const auto ipv6 = parse_ipv6(text);
  if (!ipv6) return text;
  const auto mapped = mapped_ipv4(*ipv6);
  return mapped ? text_of(*mapped) : text_of(*ipv6);
}

bool is_localhost(std::string_view canonical_host) {
  return canonical_host == "localhost" || canonical_host.ends_with(".localhost");
}

bool is_address(const std::string& text) {
  return parse_ipv4(text) || parse_ipv6(text);
}

bool is_loopback(const std::string& canonical_address) {
  if (const auto ipv4 = parse_ipv4(canonical_address)) return (*ipv4)[0] == 127;
  return canonical_address == "::1";
}

struct Range {
  const char* first;
  int bits;
  const char* what;
};

constexpr Range kSpecialRanges[] = {
    {"0.0.0.0", 8, "stands for every address of this machine"},
    {"10.0.0.0", 8, "is a private address"},
    {"100.64.0.0", 10, "is an address of a carrier's network"},
    {"169.254.0.0", 16, "is a link-local address"},
    {"172.16.0.0", 12, "is a private address"},
    {"192.168.0.0", 16, "is a private address"},
    {"224.0.0.0", 4, "is a multicast address"},
    {"255.255.255.255", 32, "is the broadcast address"},
    {"::", 128, "stands for every address of this machine"},
    {"::", 96, "is an IPv4 address in a form out of use"},
    {"64:ff9b::", 96, "is an IPv4 address behind a translator"},
    {"2002::", 16, "is an IPv4 address behind a tunnel"},
    {"fc00::", 7, "is a private address"},
    {"fe80::", 10, "is a link-local address"},
    {"ff00::", 8, "is a multicast address"},
};

template <typename Address>
bool has_prefix(const Address& address, const Address& prefix, int bits) {
  for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
    const auto mask = static_cast<std::uint8_t>(bits >= 8 ? 0xff : 0xff << (8 - bits));
    if ((address[i] & mask) != (prefix[i] & mask)) return false;
  }
  return true;
}

bool lies_in(const std::string& address, const Range& range) {
  const auto ipv4 = parse_ipv4(address);
  const auto first_ipv4 = parse_ipv4(range.first);
  if (ipv4 && first_ipv4) return has_prefix(*ipv4, *first_ipv4, range.bits);
  const auto ipv6 = parse_ipv6(address);
  const auto first_ipv6 = parse_ipv6(range.first);
  return ipv6 && first_ipv6 && has_prefix(*ipv6, *first_ipv6, range.bits);
}

std::string_view what_is(const std::string& canonical_address) {
  for (const Range& range : kSpecialRanges) {
    if (lies_in(canonical_address, range)) return range.what;
  }
  return "is not a loopback address";
}

std::string without_brackets(const std::string& host) {
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  return bracketed ? host.substr(1, host.size() - 2) : host;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  });
}

std::string odd_spelling_problem(std::string_view host, const Ipv4& meant) {
  return fmt::format("{} is an odd spelling of the address {}; write it as {}", host,
                     text_of(meant), text_of(meant));
}

}  // namespace

AddressGuard::AddressGuard(const std::vector<std::string>& allowed_hosts) {
  for (const std::string& entry : allowed_hosts) {
    const std::string host = without_brackets(entry);
    if (!is_address(host) && !is_name(host)) {
      throw Failure(
          ExitCode::kUsage,
          fmt::format("--allow-host {}: expected a host name or an address alone, such as "
                      "staging.example.com, without scheme, port or path",
                      entry));
    }
    if (const auto meant = parse_odd_ipv4(host)) {
      throw Failure(ExitCode::kUsage, "--allow-host: " + odd_spelling_problem(host, *meant));
    }
    allowed_.insert(canonical(host));
  }
}

bool AddressGuard::is_allowed(std::string_view host) const {
  return allowed_.find(canonical(host)) != allowed_.end();
}

std::string AddressGuard::problem_with_host(std::string_view host) const {
  const std::string plain = canonical(host);
  if (const auto meant = parse_odd_ipv4(plain)) return odd_spelling_problem(host, *meant);
  if (is_localhost(plain) || is_allowed(plain)) return {};
  if (is_address(plain)) return problem_with_address(host, plain);
  return fmt::format(
      "{} may not be reached: only loopback is, unless --allow-host {} allows the host", host,
      plain);
}

std::string AddressGuard::problem_with_address(std::string_view host,
                                               std::string_view address) const {
  const std::string plain = canonical(address);
  if (is_loopback(plain) || is_allowed(host) || is_allowed(plain)) return {};
  const std::string named = canonical(host) == plain
                                ? std::string(host)
                                : fmt::format("{} has the address {}, which", host, plain);
  return fmt::format(
      "{} {} and may not be reached: only loopback is, unless --allow-host {} allows the host",
      named, what_is(plain), canonical(host));
}

std::vector<std::string> addresses_without_lookup(std::string_view host) {
  const std::string plain = canonical(host);
  if (is_address(plain)) return {plain};
  if (is_localhost(plain)) return {"127.0.0.1", "::1"};
  return {};
}

}  // namespace hookline
