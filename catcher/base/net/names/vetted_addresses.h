#pragma once

#include "catcher/base/net/addresses/outcome.h"
#include "catcher/base/net/names/name_lookup.h"

#include <string>
#include <vector>

namespace hookline {

class AddressGuard;

/// Where a host may be connected to.
struct VettedAddresses {
  std::vector<std::string> list;
  Outcome outcome = Outcome::kAnswered;  ///< of a request to the host, when the list is empty
  std::string problem;                   ///< a sentence, likewise
};

/// One forbidden address condemns the name: which of them is connected to must not matter.
VettedAddresses vetted(const AddressGuard& guard, const std::string& host, FoundAddresses found);

}  // namespace hookline
