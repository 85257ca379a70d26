#pragma once

#include "emitter/delivery/queue/shared/queue_status.h"

#include <iosfwd>

namespace hookline {

void write_queue_json_report(const QueueStatus& status, std::ostream& out);

}  // namespace hookline
