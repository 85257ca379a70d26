#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"

#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Tells those who have put deliveries into a queue, and want to hear of them, what came of each
/// attempt: see ReportReader.
class ReportWriter {
 public:
  /// The session outlives it.
  ReportWriter(PostgresSession& session, std::int64_t worker)
      : session_(session), worker_(worker) {}

  /// To be written with the next write(). Any thread.
  void note(const Attempt& attempt);
  /// Before the queue is told of the ends: so nobody sees that a delivery has ended without being
  /// told how. On the session's thread.
  void write();

 private:
  void learn_who_hears(const std::vector<Attempt>& attempts);
  void write_those_heard(const std::vector<Attempt>& attempts);

  PostgresSession& session_;
  const std::int64_t worker_;
  std::mutex mutex_;
  std::vector<Attempt> noted_;                    // this and what follows: guarded by mutex_
  std::unordered_map<std::int64_t, bool> hears_;  ///< by producer, of those that are known
};

}  // namespace hookline
