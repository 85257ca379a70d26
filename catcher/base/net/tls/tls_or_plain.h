#pragma once

#include <memory>

namespace hookline {

/// Calls `use` with the TLS stream where there is one, else with the socket under it.
template <class Tls, class Socket, class Use>
void over_tls_or_plain(const std::unique_ptr<Tls>& tls, Socket& socket, Use use) {
  if (tls) {
    use(*tls);
  } else {
    use(socket);
  }
}

}  // namespace hookline
