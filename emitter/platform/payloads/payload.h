#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/events/event.h"

#include <memory>
#include <string>

namespace hookline {

/// The form-encoded body of one event, rendered once and shared by all its deliveries.
using Payload = std::shared_ptr<const std::string>;

/// The event's fields in wire order, its `set` applied: a field of that name is replaced where it
/// stands, a new one goes to the end.
FormFields payload_fields(const Event& event);

/// encode_form(payload_fields(event)), without the detour.
Payload render_payload(const Event& event);

}  // namespace hookline
