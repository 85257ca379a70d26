#include "catcher/relays/relay.h"

namespace hookline {

std::uint64_t kept_bytes(const Relay& relay) {
  std::uint64_t bytes = relay.to.size() + relay.body.size() + relay.error.size();
  for (const Header& header : relay.headers) bytes += header.name.size() + header.value.size();
  return bytes;
}

}  // namespace hookline
