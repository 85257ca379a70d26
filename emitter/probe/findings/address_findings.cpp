#include "emitter/probe/findings/address_findings.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/addresses/address_kind.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::size_t kAddressesShown = 8;

using Addresses = std::vector<ProbedAddress>;

std::string listed(const Addresses& addresses) {
  std::vector<std::string_view> texts;
  for (const ProbedAddress& one : addresses) {
    if (texts.size() < kAddressesShown) texts.push_back(one.address);
  }
  const std::size_t more = addresses.size() - texts.size();
  return fmt::format("{}{}", fmt::join(texts, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : std::string());
}

template <class Is>
const ProbedAddress* first_that(const Addresses& addresses, Is is) {
  const auto found = std::find_if(addresses.begin(), addresses.end(), is);
  return found == addresses.end() ? nullptr : &*found;
}

bool is_ipv6(const ProbedAddress& one) {
  return one.address.find(':') != std::string::npos;
}

}  // namespace

Addresses judged_addresses(const AddressGuard& guard, const std::string& host,
                           const FoundAddresses& found) {
  Addresses addresses;
  for (const std::string& text : found.addresses) {
    ProbedAddress one{.address = text, .kind = {}, .problem = {}};
    one.problem = guard.problem_with_address(host, text);
    one.is_forbidden = !one.problem.empty();
    if (const auto parsed = parse_address(text)) {
      const AddressKind kind = kind_of(*parsed);
      one.is_loopback = kind.reach == Reach::kLoopback;
      if (kind.reach != Reach::kPublic) one.kind = kind.what;
    }
    addresses.push_back(std::move(one));
  }
  return addresses;
}

Finding judge_name(const std::string& host, const FoundAddresses& found,
                   const Addresses& addresses) {
  if (addresses.empty()) {
    return {"name", Grade::kBad, fmt::format("{} has no address: {}", host, found.problem),
            std::string(kEventsAreLost), "Check how it is spelled, and its entries in the DNS."};
  }
  if (const auto* one = first_that(addresses, [](const auto& a) { return a.is_forbidden; })) {
    return {"name", Grade::kBad, one->problem, "Nothing was sent there.",
            "Correct the name's addresses in the DNS."};
  }
  const std::string has = fmt::format("{} is at {}", host, listed(addresses));
  const std::string itself = addresses.front().address == host ? host : has;
  if (first_that(addresses, [](const auto& a) { return a.is_loopback; }) != nullptr) {
    return {"name", Grade::kGood, itself + ", on this machine: the platform needs a public one"};
  }
  if (const auto* one = first_that(addresses, [](const auto& a) { return !a.kind.empty(); })) {
    return {"name", Grade::kDoubtful, fmt::format("{}; {} {}", itself, one->address, one->kind),
            "The platform, out on the internet, doesn't get there.",
            "Give the endpoint a public address before a webhook leads there."};
  }
  if (std::ranges::all_of(addresses, is_ipv6)) {
    return {"name", Grade::kDoubtful, itself + ", over IPv6 alone",
            "Whether the platform sends over IPv6 isn't documented; many senders don't.",
            "Give the name an IPv4 address too."};
  }
  return {"name", Grade::kGood, itself};
}

Finding judge_connections(const Url& url, const Addresses& addresses) {
  const auto takes = [](const ProbedAddress& one) { return one.problem.empty(); };
  const auto refuses = [](const ProbedAddress& one) { return !one.problem.empty(); };
  const ProbedAddress* refusing = first_that(addresses, refuses);
  if (std::ranges::none_of(addresses, takes)) {
    return {"connection", Grade::kBad, refusing->problem, std::string(kEventsAreLost),
            fmt::format("Start what is to listen on port {}, and let it through the firewall.",
                        url.port())};
  }
  // Servers of one machine often listen on one of its loopback addresses only.
  if (refusing == nullptr || refusing->is_loopback) {
    return {"connection", Grade::kGood, fmt::format("port {} takes connections", url.port())};
  }
  return {"connection", Grade::kDoubtful,
          fmt::format("not at {}: {}", refusing->address, refusing->problem),
          "Events that are sent to that address are lost; which one is taken is chance.",
          "Take the address out of the DNS, or let the server listen there."};
}

}  // namespace hookline
