#pragma once

#include <functional>
#include <string>
#include <vector>

namespace hookline {

/// What a look-up of a name found.
struct FoundAddresses {
  std::vector<std::string> addresses;  ///< in the resolver's order, each once
  std::string problem;                 ///< why there are none
};

/// Finds the addresses of a name, and may block for as long as it likes. Several threads at once.
using NameLookup = std::function<FoundAddresses(const std::string& host)>;

/// Asks the system's resolver, which may block for many seconds.
FoundAddresses look_up_by_system(const std::string& host);

}  // namespace hookline
