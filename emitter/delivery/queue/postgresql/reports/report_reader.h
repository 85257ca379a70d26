#pragma once

#include "emitter/delivery/delivery_state.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/shared/attempt_report.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace hookline {

/// What a producer that hears is told of its deliveries. Reports wait in the queue until they are
/// forgotten; of each end there is one, but for what a worker has told while another ended it, too.
/// One thread.
class ReportReader {
 public:
  /// The session outlives it.
  ReportReader(PostgresSession& session, std::int64_t producer)
      : session_(session), producer_(producer) {}

  /// Those that wait, a delivery's in the order of its attempts.
  std::vector<AttemptReport> read(std::size_t most);
  void forget(std::span<const AttemptReport> reports);

  /// How the queue has those of the ids that it knows. One that ended long ago isn't known.
  std::unordered_map<std::uint64_t, DeliveryState> known(const std::vector<std::int64_t>& ids);

 private:
  PostgresSession& session_;
  const std::int64_t producer_;
};

}  // namespace hookline
