#include "catcher/captures/relay.h"

namespace hookline {

std::uint64_t kept_bytes(const Relay& relay) {
  constexpr std::uint64_t kOverheadBytes = 256;
  return kOverheadBytes + relay.to.size() + relay.body.size() + relay.error.size() +
         kept_bytes(relay.headers);
}

}  // namespace hookline
