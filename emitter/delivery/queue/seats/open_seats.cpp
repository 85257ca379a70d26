#include "emitter/delivery/queue/seats/open_seats.h"

#include "emitter/delivery/queue/file/file_seats.h"
#include "emitter/delivery/queue/postgresql/postgres_seats.h"

#include <utility>

namespace hookline {

std::unique_ptr<ProducerSeat> take_producer_seat(const QueuePlace& place, std::stop_token stop,
                                                 const ProducerSeat::Terms& terms,
                                                 AfterStop after_stop) {
  if (place.is_file()) return take_file_producer_seat(place.dsn, terms);
  return take_postgres_producer_seat(place, std::move(stop), after_stop, terms);
}

std::unique_ptr<WorkerSeat> take_worker_seat(const QueuePlace& place, std::stop_token stop,
                                             const std::string& name) {
  if (place.is_file()) return take_file_worker_seat(place.dsn, name);
  return take_postgres_worker_seat(place, std::move(stop), name);
}

std::unique_ptr<QueueStatusReader> open_queue_status(const QueuePlace& place,
                                                     std::stop_token stop) {
  if (place.is_file()) return open_file_status(place.dsn);
  return open_postgres_status(place, std::move(stop));
}

}  // namespace hookline
