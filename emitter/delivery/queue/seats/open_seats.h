#pragma once

#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/shared/queue_place.h"
#include "emitter/delivery/queue/shared/queue_status.h"
#include "emitter/delivery/queue/shared/worker_seat.h"

#include <memory>
#include <stop_token>
#include <string>

namespace hookline {

// Seats at a shared queue, wherever it is; its tables are made where there are none. All throw
// Failure(kCannotRun) with a sentence where it can't be used now. A server that goes away later is
// waited for, which standard error is told of.

std::unique_ptr<ProducerSeat> take_producer_seat(const QueuePlace& place, std::stop_token stop,
                                                 const ProducerSeat::Terms& terms = {},
                                                 AfterStop after_stop = AfterStop::kSomeSeconds);
/// `name`: as others see it.
std::unique_ptr<WorkerSeat> take_worker_seat(const QueuePlace& place, std::stop_token stop,
                                             const std::string& name);
std::unique_ptr<QueueStatusReader> open_queue_status(const QueuePlace& place, std::stop_token stop);

}  // namespace hookline
