#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace hookline {

/// What a lookup of a name found.
struct FoundAddresses {
  std::vector<std::string> addresses;  ///< in the resolver's order, each once
  std::string problem;                 ///< why there are none
};

/// Asks the system's resolver, which may block for many seconds, on a thread of its own, and posts
/// the answer to `io`. The thread is not waited for by anyone: a program can end while a lookup
/// hangs.
void look_up(std::string host, std::shared_ptr<boost::asio::io_context> io,
             std::function<void(FoundAddresses)> on_found);

}  // namespace hookline
