#pragma once

#include <chrono>
#include <cstddef>

namespace hookline {

/// What a request may have to do with connections that are kept between requests to the same
/// receiver. Unless it says so: nothing, it has one of its own.
struct ConnectionSharing {
  bool takes = false;   ///< goes over one that an earlier request left, where there is one
  bool leaves = false;  ///< its end is beyond doubt, so that another may follow on the connection
  /// To be acted on twice is the same as once (RFC 9110, 9.2.2): sent again where a kept connection
  /// was lost under it. Others are only where the receiver can't have had any of it.
  bool may_repeat = false;
};

/// How long such connections are kept, and how many.
struct KeptConnectionsOptions {
  /// Over all receivers; further ones are closed behind their answer.
  std::size_t connections_max = 128;
  /// Closed when nothing has gone over it for so long.
  std::chrono::milliseconds idle_max{1000};
  /// How long a receiver's first connection has to stay open before any is used again. Of a
  /// receiver that has closed one of its own accord: idle_max.
  std::chrono::milliseconds trial{100};
  /// Closed behind the answer once it is so old: the receiver's name may lead elsewhere by then.
  std::chrono::milliseconds age_max{30'000};
};

}  // namespace hookline
