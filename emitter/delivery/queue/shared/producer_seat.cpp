#include "emitter/delivery/queue/shared/producer_seat.h"

#include "catcher/base/process/failure.h"

namespace hookline {

void refuse_second_producer() {
  throw Failure(ExitCode::kCannotRun,
                "another program puts deliveries into the queue under the same number; two that "
                "began with copies of one account's file must not share a queue");
}

}  // namespace hookline
