#include "emitter/delivery/wire/jobs/job.h"

#include "emitter/delivery/delivery_mark.h"
#include "emitter/delivery/given_request.h"

#include <utility>

namespace hookline {

void Job::write_head(std::string& head, const DispatcherOptions& options) const {
  const std::size_t bytes = delivery.payload->size();
  if (!delivery.given) return target->head.write(head, bytes, delivery.id);
  head = delivery.given->head(*delivery.url, options.user_agent,
                              DeliveryMark{options.run, delivery.id}.text(), bytes);
}

Attempt Job::ended(Outcome outcome, std::string problem) const {
  Attempt attempt;
  attempt.delivery_id = delivery.id;
  attempt.event_id = delivery.event_id;
  attempt.receiver = delivery.receiver;
  attempt.number = delivery.attempt;
  attempt.due = delivery.due;
  attempt.ready = ready == Clock::time_point{} ? started : ready;
  attempt.started = started;
  attempt.finished = Clock::now();
  attempt.outcome = outcome;
  attempt.resent = resent;
  attempt.problem = std::move(problem);
  return attempt;
}

}  // namespace hookline
