#pragma once

#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/shared/queue_status.h"
#include "emitter/delivery/queue/shared/worker_seat.h"

#include <memory>
#include <stop_token>
#include <string>

namespace hookline {

// Seats at a queue on a PostgreSQL server, each with a connection of its own. All throw as
// PostgresSession.

std::unique_ptr<ProducerSeat> take_postgres_producer_seat(const QueuePlace& place,
                                                          std::stop_token stop,
                                                          AfterStop after_stop,
                                                          const ProducerSeat::Terms& terms);
std::unique_ptr<WorkerSeat> take_postgres_worker_seat(const QueuePlace& place, std::stop_token stop,
                                                      const std::string& name);
std::unique_ptr<QueueStatusReader> open_postgres_status(const QueuePlace& place,
                                                        std::stop_token stop);

}  // namespace hookline
