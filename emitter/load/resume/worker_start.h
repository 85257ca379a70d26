#pragma once

#include "emitter/delivery/delivery.h"
#include "emitter/delivery/queue/ledger.h"

#include <cstdint>
#include <vector>

namespace hookline {

/// Where a worker begins: with nothing, or where an earlier start of its run was cut off.
struct WorkerStart {
  Ledger ledger;
  std::uint64_t next_event = 0;
  std::vector<Delivery> pending;  ///< in the ledger, and to be sent again
  bool accepts = true;            ///< false: only sends what is pending
};

}  // namespace hookline
