#pragma once

#include "emitter/delivery/queue/shared/queue_place.h"

namespace hookline {

/// Throws Failure(kUsage) where no shared queue can be; the flags --queue and --queue-schema are
/// named in it.
void check_queue_place(const QueuePlace& place);

}  // namespace hookline
