#pragma once

#include <cstddef>

namespace hookline {

/// How many connections each address may have. A connection is an open file, of which the system
/// allows a limited number; the addresses don't share theirs, so that senders can't keep viewers
/// from connecting.
struct ConnectionShares {
  std::size_t catching = 0;
  std::size_t page = 0;
  std::size_t forwarding = 0;  ///< to the app
};

/// `open_files`: what the process may have; some are left for the store and for requests that go
/// out. Never none, however few they are.
ConnectionShares share_out(std::size_t open_files);

/// What the process may have now.
std::size_t open_files_allowed();

}  // namespace hookline
