#include "catcher/base/net/names/vetted_addresses.h"

#include "catcher/base/net/addresses/address_guard.h"

#include <fmt/format.h>

namespace hookline {

VettedAddresses vetted(const AddressGuard& guard, const std::string& host, FoundAddresses found) {
  if (found.addresses.empty()) {
    return {{},
            Outcome::kUnresolved,
            fmt::format("{} can't be resolved: {}; check its spelling", host, found.problem)};
  }
  for (const std::string& address : found.addresses) {
    std::string problem = guard.problem_with_address(host, address);
    if (!problem.empty()) return {{}, Outcome::kForbidden, std::move(problem)};
  }
  return {std::move(found.addresses), Outcome::kAnswered, {}};
}

}  // namespace hookline
