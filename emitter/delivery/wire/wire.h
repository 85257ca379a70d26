#pragma once

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/names/name_resolver.h"
#include "catcher/base/net/tls/trust.h"
#include "emitter/delivery/timing/deadline_timer.h"
#include "emitter/delivery/timing/timekeeper.h"
#include "emitter/delivery/wire/connection_budget.h"
#include "emitter/delivery/wire/jobs/attempt_headers.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"
#include "emitter/delivery/wire/jobs/job.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>

namespace hookline {

/// What the pools and connections of one loop share; touched by the loop's thread alone. The
/// options, the time, the guard, the resolver and the trust are the dispatcher's, outlive it, and
/// are the same for all loops.
struct Wire {
  const DispatcherOptions& options;
  Timekeeper& time;
  const AddressGuard& guard;
  NameResolver& resolver;
  Trust& trust;
  ConnectionBudget& budget;
  DeadlineTimer& deadlines;
  /// Shared with lookups of names, which may end after the loop.
  std::shared_ptr<boost::asio::io_context> io;
  /// Takes a job back with the attempt that was made of it, or that its end forestalled.
  std::function<void(Job&&, Attempt&&)> on_ended;

  /// Null where the options want none.
  std::unique_ptr<AttemptHeaders> attempt_headers = {};
  /// A place for a request in one piece, for the moment of writing it.
  std::string joined = {};

  std::chrono::milliseconds timeout() const {
    return std::chrono::milliseconds(options.timeout_ms);
  }
};

}  // namespace hookline
