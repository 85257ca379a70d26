#include "emitter/dispatch/dispatcher.h"

#include "catcher/failure.h"
#include "catcher/http/header.h"
#include "catcher/outgoing/address_guard.h"
#include "catcher/outgoing/trust.h"
#include "emitter/dispatch/tally.h"
#include "emitter/dispatch/wire/connection_budget.h"
#include "emitter/dispatch/wire/dispatch_loop.h"

#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

void refuse_unsendable_header(const char* name, const std::string& value) {
  try {
    const HeaderField field(name, value);
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kUsage, error.what());
  }
}

DispatcherOptions checked(DispatcherOptions options) {
  refuse_unsendable_header("User-Agent", options.user_agent);
  refuse_unsendable_header("Hookline-Delivery", options.run);
  if (options.threads < 1) {
    throw Failure(ExitCode::kUsage,
                  fmt::format("{} threads can't send anything; give at least 1", options.threads));
  }
  if (options.timeout_ms < 1) {
    throw Failure(ExitCode::kUsage, fmt::format("a time-out of {} ms leaves no time to deliver; "
                                                "give at least 1 ms",
                                                options.timeout_ms));
  }
  if (options.connections_max == 0) {
    options.connections_max = connections_that_the_system_allows();
  }
  return options;
}

}  // namespace

class Dispatcher::Impl {
 public:
  Impl(DispatcherOptions options, OnAttempt on_attempt)
      : options_(checked(std::move(options))),
        on_attempt_(std::move(on_attempt)),
        guard_(options_.allowed_hosts),
        resolver_(options_.names),
        trust_(options_.ca_file),
        tally_(options_.in_flight_max) {
    for (int i = 0; i < options_.threads; ++i) {
      loops_.push_back(
          std::make_unique<DispatchLoop>(options_, guard_, resolver_, trust_, tally_, on_attempt_));
    }
  }

  ~Impl() { cancel(); }

  void submit(Delivery delivery) {
    if (DispatchLoop::is_on_a_loop()) {
      tally_.accept();
    } else {
      tally_.accept_when_there_is_room();
    }
    // One webhook, one loop: that is what keeps its deliveries in order.
    DispatchLoop& loop = *loops_[delivery.webhook_id % loops_.size()];
    loop.submit(std::move(delivery));
  }

  void drain() { tally_.wait_for_none(); }

  void cancel() {
    for (const auto& loop : loops_) loop->cancel();
  }

  DispatchCounts counts() const { return tally_.counts(); }

 private:
  const DispatcherOptions options_;
  const OnAttempt on_attempt_;
  const AddressGuard guard_;
  NameResolver resolver_;
  Trust trust_;
  Tally tally_;
  std::vector<std::unique_ptr<DispatchLoop>> loops_;
};

Dispatcher::Dispatcher(DispatcherOptions options, OnAttempt on_attempt)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(on_attempt))) {}

Dispatcher::~Dispatcher() = default;

void Dispatcher::submit(Delivery delivery) {
  impl_->submit(std::move(delivery));
}

void Dispatcher::drain() {
  impl_->drain();
}

void Dispatcher::cancel() {
  impl_->cancel();
}

DispatchCounts Dispatcher::counts() const {
  return impl_->counts();
}

}  // namespace hookline
