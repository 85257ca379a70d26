#pragma once

#include "emitter/delivery/queue/postgresql/session/postgres_connection.h"
#include "emitter/delivery/queue/shared/queue_place.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace hookline {

/// A connection to the schema of a queue, made again where it is lost. One thread at a time.
class PostgresSession {
 public:
  /// Connects, and makes the queue's tables where there are none. `stop`: once it is asked to, a
  /// server that is away is waited for only as long as `after_stop` says. Throws
  /// Failure(kCannotRun) with a sentence: also where there is no server now; one that is starting
  /// is waited for.
  PostgresSession(QueuePlace place, std::stop_token stop,
                  AfterStop after_stop = AfterStop::kSomeSeconds);

  /// May be called several times; `is_repeated` then, as the one before may have been carried out.
  using Work = std::function<void(PostgresConnection& connection, bool is_repeated)>;
  /// Does it, waiting for a server that is away, which standard error is told of. Throws
  /// Failure(kCannotRun) where the server refuses.
  void run(const Work& work);
  /// As a transaction, all or nothing.
  void run_whole(const Work& work);

  /// How often it has connected: more than once, and the server may have been away, or be another.
  std::uint64_t connections() const { return connections_; }
  /// "HOST:PORT/DATABASE", for sentences.
  const std::string& name() const { return name_; }
  const std::string& schema() const { return place_.schema; }
  /// What marks the deliveries of this queue: see DeliveryMark::run.
  const std::string& mark() const { return mark_; }

 private:
  void connect();
  void wait_for_server(const PostgresError& error);
  [[noreturn]] void fail(const PostgresError& error) const;

  const QueuePlace place_;
  const std::stop_token stop_;
  const AfterStop after_stop_;
  std::unique_ptr<PostgresConnection> connection_;
  const std::string name_;
  std::string mark_;
  std::uint64_t connections_ = 0;
  int waits_ = 0;  ///< since the server went away
  int waits_after_stop_ = 0;
};

}  // namespace hookline
