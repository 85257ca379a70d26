#include "emitter/delivery/queue/shared/producer_seat.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"

#include <fmt/format.h>

namespace hookline {

void warn_that_nobody_sends(const ProducerSeat& producer) {
  warn(fmt::format("nobody sends what is in the queue at {}: start `emitter work --queue` there",
                   producer.place()));
}

void refuse_second_producer() {
  throw Failure(ExitCode::kCannotRun,
                "another program puts deliveries into the queue under the same number; two that "
                "began with copies of one account's file must not share a queue");
}

}  // namespace hookline
