#include "emitter/delivery/queue/shared/queue_status.h"

#include <algorithm>
#include <utility>

namespace hookline {

void QueueStatus::add(Host host) {
  pending.all += host.pending.all;
  pending.leased += host.pending.leased;
  pending.deferred += host.pending.deferred;
  if (const auto oldest = host.pending.oldest_due_us)
    pending.oldest_due_us = std::min(pending.oldest_due_us.value_or(*oldest), *oldest);
  hosts.push_back(std::move(host));
}

}  // namespace hookline
