#pragma once

#include "emitter/delivery/queue/shared/queue_status.h"

#include <iosfwd>

namespace hookline {

/// `before`: how it stood a while ago, for the rates; null: there are none.
void write_queue_text_report(const QueueStatus& status, const QueueStatus* before,
                             std::ostream& out);

}  // namespace hookline
