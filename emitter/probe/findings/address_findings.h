#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/names/name_lookup.h"
#include "emitter/probe/findings/finding.h"

#include <string>
#include <vector>

namespace hookline {

class AddressGuard;

/// One address of an endpoint, and what came of connecting to it.
struct ProbedAddress {
  std::string address;
  std::string kind;     ///< "is a private address"; empty for a public one
  std::string problem;  ///< why it may not be reached, or isn't; empty where it takes connections
  bool is_loopback = false;
  bool is_forbidden = false;
};

/// Each address that was found, judged by the guard; not connected to yet.
std::vector<ProbedAddress> judged_addresses(const AddressGuard& guard, const std::string& host,
                                            const FoundAddresses& found);

/// "name": whether the host has addresses, and which.
Finding judge_name(const std::string& host, const FoundAddresses& found,
                   const std::vector<ProbedAddress>& addresses);
/// "connection": which of them take connections.
Finding judge_connections(const Url& url, const std::vector<ProbedAddress>& addresses);

}  // namespace hookline
