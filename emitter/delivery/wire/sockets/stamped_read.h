#pragma once

#include "emitter/delivery/delivery.h"

#include <cstddef>
#include <span>

#include <boost/system/error_code.hpp>

namespace hookline {

// When bytes came is told by the system, not by the clock when they are read: so a loop that is
// busy, or sleeps until its next delivery is due, need not look at once to tell it.

/// Has the system note when bytes arrive on this TCP socket. Where it can't, read_stamped() gives
/// the time of the reading.
void stamp_arrivals(int socket);

struct StampedBytes {
  std::size_t count = 0;
  Clock::time_point arrived;  ///< the last of them; never ahead
};
/// Reads what is there, without waiting. The end of the stream is boost::asio::error::eof, nothing
/// to read would_block.
StampedBytes read_stamped(int socket, std::span<char> room, boost::system::error_code& error);

}  // namespace hookline
