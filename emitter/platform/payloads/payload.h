#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/payloads/payload_field.h"

#include <memory>
#include <string>
#include <vector>

namespace hookline {

/// The form-encoded body of one event, rendered once and shared by all its deliveries.
using Payload = std::shared_ptr<const std::string>;

/// The event's fields in wire order, its `set` applied: a field of that name is replaced where it
/// stands, a new one goes to the end.
Payload render_payload(const Event& event);

/// The fields of such payloads in wire order. Live for ever.
const std::vector<PayloadField>& fields_of(EventType type);
/// Those of the automation action, which is no event.
const std::vector<PayloadField>& automation_action_fields();

}  // namespace hookline
