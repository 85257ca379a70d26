#pragma once

#include "catcher/base/net/names/name_lookup.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace hookline {

// Names are asked for on up to 64 threads beside the loops, one look-up per name at a time, and
// believed for 30 s, on a kept connection as without one. The system's resolver blocks and can't be
// stopped, but knows VPNs and hosts files: one look-up that hangs costs its name alone.

struct NameResolverOptions {
  NameLookup look_up = look_up_by_system;
  /// How long an answer is used again. A failure is asked about anew soon, but not for each of a
  /// thousand deliveries that wait.
  std::chrono::milliseconds good_for{30'000};
  std::chrono::milliseconds failure_good_for{1'000};
  /// Answers remembered.
  std::size_t names_max = 4096;
  /// Threads that ask, and may hang, at the same time.
  std::size_t lookups_max = 64;
};

/// Looks names up beside the loops that want to know, each name once at a time. A resolver that
/// hangs for one name costs whoever waits for that name, and one of lookups_max threads. Nobody
/// waits for those threads: a program can end while a look-up hangs. Any thread.
class NameResolver {
 public:
  struct Asker {
    /// Where the answer is posted to; kept alive until then, or until the resolver goes.
    std::shared_ptr<boost::asio::io_context> io;
    /// Once gone it gets no answer, and a name that nobody waits for is not looked up.
    std::weak_ptr<void> who;
    std::function<void(FoundAddresses)> on_found;
  };

  explicit NameResolver(NameResolverOptions options = {});
  ~NameResolver();
  NameResolver(const NameResolver&) = delete;
  NameResolver& operator=(const NameResolver&) = delete;

  /// Waits for nothing. Calls on_found once, on `io`'s thread and never from within this call; not
  /// at all once the resolver has gone.
  void find(const std::string& host, Asker asker);

 private:
  class State;
  std::shared_ptr<State> state_;  ///< shared with the threads that ask
};

}  // namespace hookline
