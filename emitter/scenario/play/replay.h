#pragma once

#include "catcher/base/signing/signing_key.h"
#include "emitter/delivery/promises/delivery_promise.h"
#include "emitter/scenario/format/scenario.h"
#include "emitter/scenario/play/captures/capture_source.h"
#include "emitter/scenario/play/player.h"
#include "emitter/scenario/play/results/replay_result.h"

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace hookline {

struct ReplayOptions {
  /// How much faster than written the waits between steps pass; 0: they don't, nor do those between
  /// attempts (Timekeeping::kVirtual).
  double speed = 1;
  bool explain = false;
  /// Besides loopback.
  std::vector<std::string> allowed_hosts;
  /// Stepwise for all; else only for the scenarios whose answers may differ from the plain 200.
  Pipelining pipelining = Pipelining::kFree;
  /// The catcher has the user's endpoint behind it, which must take what it is sent.
  bool has_endpoint = false;
  /// Of the scenarios that name none of their own.
  DeliveryPromise promise = {};
  std::optional<SigningKey> signing_key = {};
  /// Certificates (PEM) to trust for https; empty: those that the system trusts.
  std::string ca_file = {};
  bool checks_certificates = true;
  std::stop_token stop;
};

/// What a scenario's deliveries are promised: by itself, else `otherwise`; its own time-out counts.
DeliveryPromise promise_of(const Scenario& scenario, const DeliveryPromise& otherwise);

/// Plays the scenarios into the catcher one after the other and verifies each. Throws
/// Failure(kCannotRun) before anything is sent where one of them leads to a host that is not
/// allowed. Where the catcher fails later, the result says so, and the rest is skipped in it, as
/// after an interrupt.
ReplayResult replay(std::span<const Scenario> scenarios, CaptureSource& catcher,
                    const ReplayOptions& options);

}  // namespace hookline
