#include "emitter/delivery/dispatch/dispatcher.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/tls/trust.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/signing/signer.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/delivery/dispatch/dispatch_loop.h"
#include "emitter/delivery/dispatch/tally.h"
#include "emitter/delivery/timing/timekeeper.h"
#include "emitter/delivery/wire/connection_budget.h"

#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

void refuse_unsendable_header(const std::string& name, const std::string& value) {
  try {
    const HeaderField field(name, value);
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kUsage, error.what());
  }
}

void refuse_unusable_key(const DispatcherOptions& options) {
  try {
    sign(*options.signing_key, DeliveryMark{options.run, 1}.text(), 0, "");
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, error.what());
  }
}

DispatcherOptions checked(DispatcherOptions options) {
  refuse_unsendable_header("User-Agent", options.user_agent);
  refuse_unsendable_header(std::string(kDeliveryMarkHeader), options.run);
  if (!options.attempt_header.empty()) refuse_unsendable_header(options.attempt_header, "1");
  if (options.timekeeping == Timekeeping::kVirtual && options.threads != 1) {
    throw Failure(ExitCode::kUsage, "virtual time is one thread's; give 1 thread");
  }
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
  if (options.signing_key) refuse_unusable_key(options);
  return options;
}

}  // namespace

class Dispatcher::Impl {
 public:
  Impl(DispatcherOptions options, OnAttempt on_attempt)
      : options_(checked(std::move(options))),
        on_attempt_(std::move(on_attempt)),
        time_(options_.timekeeping),
        guard_(options_.allowed_hosts),
        resolver_(options_.names),
        trust_(options_.ca_file, options_.checks_certificates ? Trust::Checks::kCertificates
                                                              : Trust::Checks::kNothing),
        tally_(options_.in_flight_max) {
    for (int i = 0; i < options_.threads; ++i) {
      loops_.push_back(std::make_unique<DispatchLoop>(options_, time_, guard_, resolver_, trust_,
                                                      tally_, on_attempt_));
    }
  }

  ~Impl() { cancel(); }

  void switch_on(ReceiverId receiver) { loop_of(receiver).switch_on(receiver); }

  void submit(Delivery delivery) {
    if (DispatchLoop::is_on_a_loop()) {
      tally_.accept();
    } else {
      const auto waiting = tally_.has_room() ? nullptr : let_time_pass();
      tally_.accept_when_there_is_room();
    }
    DispatchLoop& loop = loop_of(delivery.receiver);
    loop.submit(std::move(delivery));
  }

  void drain() {
    const auto waiting = let_time_pass();
    tally_.wait_for_none();
  }

  void switch_off(ReceiverId receiver) { loop_of(receiver).switch_off(receiver); }

  void cancel() {
    for (const auto& loop : loops_) loop->cancel();
  }

  DeliveryCounts counts() const { return tally_.counts(); }
  Clock::time_point now() const { return time_.now(); }

 private:
  /// One receiver, one loop: so its deliveries stay in order.
  DispatchLoop& loop_of(ReceiverId receiver) { return *loops_[receiver.number % loops_.size()]; }

  /// For as long as the result lives. The steady one passes anyway.
  std::unique_ptr<Timekeeper::Waiting> let_time_pass() {
    if (!time_.is_virtual()) return {};
    auto waiting = std::make_unique<Timekeeper::Waiting>(time_);
    for (const auto& loop : loops_) loop->let_time_pass();
    return waiting;
  }

  const DispatcherOptions options_;
  const OnAttempt on_attempt_;
  Timekeeper time_;
  const AddressGuard guard_;
  NameResolver resolver_;
  Trust trust_;
  Tally tally_;
  std::vector<std::unique_ptr<DispatchLoop>> loops_;
};

Dispatcher::Dispatcher(DispatcherOptions options, OnAttempt on_attempt)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(on_attempt))) {}

Dispatcher::~Dispatcher() = default;

void Dispatcher::switch_on(ReceiverId receiver) {
  impl_->switch_on(receiver);
}

void Dispatcher::submit(Delivery delivery) {
  impl_->submit(std::move(delivery));
}

void Dispatcher::switch_off(ReceiverId receiver) {
  impl_->switch_off(receiver);
}

void Dispatcher::drain() {
  impl_->drain();
}

void Dispatcher::cancel() {
  impl_->cancel();
}

DeliveryCounts Dispatcher::counts() const {
  return impl_->counts();
}

Clock::time_point Dispatcher::now() const {
  return impl_->now();
}

}  // namespace hookline
