#pragma once

#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/shared/queue_status.h"
#include "emitter/delivery/queue/shared/worker_seat.h"

#include <memory>
#include <string>

namespace hookline {

// Seats at a queue in a file, each with a connection of its own. All throw as QueueFile.

std::unique_ptr<ProducerSeat> take_file_producer_seat(const std::string& file,
                                                      const ProducerSeat::Terms& terms);
std::unique_ptr<WorkerSeat> take_file_worker_seat(const std::string& file, const std::string& name);
std::unique_ptr<QueueStatusReader> open_file_status(const std::string& file);

}  // namespace hookline
