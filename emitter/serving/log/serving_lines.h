#pragma once

#include "catcher/log/line_style.h"
#include "emitter/delivery/attempt.h"
#include "emitter/platform/events/event.h"
#include "emitter/platform/records/delivery_record.h"

#include <cstddef>
#include <optional>
#include <string>

namespace hookline {

// A line with its end for whoever watches the platform's terminal; what is foreign in it is safe
// for that. As JSON {"event":{…}} and {"delivery":{…}}, without bodies.

std::string event_line(const Event& event, std::size_t deliveries, LineStyle style);
/// Of an attempt; `record` is what the log has of its delivery.
std::string delivery_line(const Attempt& attempt, const std::optional<DeliveryRecord>& record,
                          LineStyle style);

}  // namespace hookline
