#pragma once

#include <cstddef>

namespace hookline {

/// Each connection is an open file, and of those the system allows so many. Both addresses have
/// their own, so that no number of senders keeps a viewer from connecting.
struct ConnectionShares {
  std::size_t catching = 0;
  std::size_t page = 0;
};

/// `open_files`: what the process may have; some are left for the store and for requests that go
/// out. Never none, however few they are.
ConnectionShares share_out(std::size_t open_files);

/// What the process may have now.
std::size_t open_files_allowed();

}  // namespace hookline
