#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Decides where deliveries may go: to loopback, and to the hosts that the user named. Everything
/// else is refused, so that a scenario can't fire at production. A name that the user allowed may
/// have any address on the internet or on a private network, where staging hosts are; an address
/// that receives no webhooks (AddressKind: a cloud's metadata service, multicast, …) is reached
/// only when it is named itself. Immutable; any thread.
class AddressGuard {
 public:
  /// Host names or addresses, as given with --allow-host. Throws Failure (kUsage) for an entry that
  /// is neither.
  explicit AddressGuard(const std::vector<std::string>& allowed_hosts = {});

  /// A sentence saying why this host of a URL may not be reached and what to do about it; empty
  /// when it may. Looks nothing up.
  std::string problem_with_host(std::string_view host) const;
  /// The same for an address that the host turned out to have. To be asked of each before
  /// connecting to it, and the very same address then connected to.
  std::string problem_with_address(std::string_view host, std::string_view address) const;

 private:
  bool is_allowed(std::string_view host) const;
  std::set<std::string, std::less<>> allowed_;
};

/// The addresses of a host that needs no lookup: an address itself, or localhost, which is loopback
/// by definition (RFC 6761) whatever a resolver says. Empty for any other name.
std::vector<std::string> addresses_without_lookup(std::string_view host);

}  // namespace hookline
