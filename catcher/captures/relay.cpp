#include "catcher/captures/relay.h"

#include <algorithm>

namespace hookline {

const Relay* find_forward(std::span<const Relay> relays) {
  const auto found = std::find_if(relays.begin(), relays.end(), [](const Relay& relay) {
    return relay.kind == RelayKind::kForward;
  });
  return found == relays.end() ? nullptr : &*found;
}

std::uint64_t kept_bytes(const Relay& relay) {
  constexpr std::uint64_t kRelayOverheadBytes = 256;
  return kRelayOverheadBytes + relay.to.size() + relay.body.size() + relay.error.size() +
         kept_bytes(relay.headers);
}

}  // namespace hookline
