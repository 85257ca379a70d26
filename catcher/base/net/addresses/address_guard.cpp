#include "catcher/base/net/addresses/address_guard.h"

#include "catcher/base/http/url/host_name.h"
#include "catcher/base/net/addresses/address_kind.h"
#include "catcher/base/net/addresses/ip_address.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kNameBytesMax = 253;
constexpr std::size_t kLabelBytesMax = 63;

/// One spelling for each host: lower case, a name without its final dot, addresses in their usual
/// form.
std::string canonical(std::string_view host) {
  if (const auto address = parse_address(host)) return text_of(*address);
  std::string text(host);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (text.size() > 1 && text.back() == '.') text.pop_back();
  return text;
}

bool is_localhost(std::string_view canonical_host) {
  return canonical_host == "localhost" || canonical_host.ends_with(".localhost");
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= kLabelBytesMax &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

std::string_view last_label(std::string_view name) {
  return name.substr(name.rfind('.') + 1);  // npos + 1 is 0
}

bool is_name(std::string_view canonical_host) {
  if (canonical_host.size() > kNameBytesMax) return false;
  while (canonical_host.size() > last_label(canonical_host).size()) {
    const std::size_t dot = canonical_host.find('.');
    if (!is_label(canonical_host.substr(0, dot))) return false;
    canonical_host.remove_prefix(dot + 1);
  }
  return is_label(canonical_host);
}

/// No name ends in a number (RFC 3696); what does is taken for an address by one program or
/// another.
bool ends_in_a_number(std::string_view canonical_host) {
  const std::string_view last = last_label(canonical_host);
  if (std::all_of(last.begin(), last.end(), is_digit)) return true;
  return last.starts_with("0x") && last.find_first_not_of("0123456789abcdef", 2) == last.npos;
}

std::string odd_spelling(std::string_view host, const IpAddress& meant) {
  return fmt::format("{} is an odd spelling of the address {}; write it as {}", host,
                     text_of(meant), text_of(meant));
}

/// A sentence about a host that is no name and no address, or is spelled so that one program may
/// take it for something else than another; empty for a proper one.
std::string problem_with_spelling(std::string_view host) {
  if (parse_address(host)) return {};
  const std::string plain = canonical(host);
  if (const auto address = parse_address(plain)) return odd_spelling(host, *address);
  if (host.find('%') != std::string_view::npos) {
    return fmt::format(
        "{} has a percent sign in it; write a host without escapes, and an address "
        "without a zone",
        host);
  }
  if (!is_name(plain)) {
    return fmt::format(
        "{} is neither a host's name nor an address; a name is made of letters, "
        "digits, hyphens and dots",
        host);
  }
  if (const auto meant = parse_odd_ipv4(plain)) return odd_spelling(host, *meant);
  if (!ends_in_a_number(plain)) return {};
  return fmt::format(
      "{} ends in a number as addresses do, but is none; write an address as four "
      "decimal numbers up to 255",
      host);
}

std::string_view without_brackets(std::string_view host) {
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  return bracketed ? host.substr(1, host.size() - 2) : host;
}

/// fe80::1%eth0, as resolvers spell it: the zone says which network, not what kind of address.
std::string_view without_zone(std::string_view address) {
  return address.substr(0, address.find('%'));
}

/// The beginning of a sentence about the address, which says no more than once what is one and the
/// same.
std::string named(std::string_view host, const std::string& address) {
  if (host == address) return address;
  const bool is_itself = canonical(host) == address;
  return fmt::format("{} {} {}, which", host, is_itself ? "is" : "has the address", address);
}

/// As URLs are read; what can't be is left for problem_with_spelling().
std::string in_ascii(std::string_view host) {
  try {
    return ascii_host(host);
  } catch (const std::invalid_argument&) {
    return std::string(host);
  }
}

}  // namespace

AddressGuard::AddressGuard(const std::vector<std::string>& allowed_hosts) {
  for (const std::string& entry : allowed_hosts) {
    const std::string host = in_ascii(without_brackets(entry));
    const std::string problem = problem_with_spelling(host);
    if (!problem.empty()) {
      throw Failure(ExitCode::kUsage,
                    fmt::format("--allow-host {}: {} (expected a host alone, such as "
                                "staging.example.com, without scheme, port or path)",
                                entry, problem));
    }
    allowed_.insert(canonical(host));
  }
}

bool AddressGuard::is_allowed(std::string_view host) const {
  return allowed_.find(canonical(host)) != allowed_.end();
}

std::string AddressGuard::problem_with_host(std::string_view host) const {
  std::string problem = problem_with_spelling(host);
  if (!problem.empty()) return problem;
  const std::string plain = canonical(host);
  if (parse_address(plain)) return problem_with_address(host, plain);
  if (is_localhost(plain) || is_allowed(plain)) return {};
  return fmt::format(
      "{} may not be reached: only loopback is, unless --allow-host {} allows the host", host,
      plain);
}

std::string AddressGuard::problem_with_address(std::string_view host,
                                               std::string_view address) const {
  const auto parsed = parse_address(without_zone(address));
  if (!parsed) return fmt::format("{} has the address {}, which is none", host, address);
  const std::string plain = text_of(*parsed);
  const AddressKind kind = kind_of(*parsed);
  if (kind.reach == Reach::kLoopback || is_allowed(plain)) return {};
  if (!is_allowed(host)) {
    return fmt::format(
        "{} {} and may not be reached: only loopback is, unless --allow-host {} allows the host",
        named(host, plain), kind.what, canonical(host));
  }
  if (kind.reach != Reach::kSpecial) return {};
  return fmt::format(
      "{} {} and may not be reached although the name is allowed: no receiver of webhooks is "
      "there; "
      "if one is, --allow-host {} allows the address itself",
      named(host, plain), kind.what, plain);
}

std::vector<std::string> addresses_without_lookup(std::string_view host) {
  const std::string plain = canonical(host);
  if (parse_address(plain)) return {plain};
  if (is_localhost(plain)) return {"127.0.0.1", "::1"};
  return {};
}

}  // namespace hookline
