#pragma once

#include "emitter/delivery/promises/delivery_promise.h"

namespace hookline {

class JsonValue;

/// The key "delivery" of a scenario: what its sender promises.
struct ScenarioDelivery {
  DeliveryPromise promise;
  bool has_virtual_time = false;  ///< waits take no time
};

/// Throws Failure(kInvalidInput).
ScenarioDelivery read_delivery(const JsonValue& value);

}  // namespace hookline
