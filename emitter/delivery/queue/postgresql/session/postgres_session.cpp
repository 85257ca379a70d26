#include "emitter/delivery/queue/postgresql/session/postgres_session.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/postgresql/session/queue_schema.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using Kind = PostgresError::Kind;

constexpr auto kFirstWait = 50ms;
constexpr auto kLongestWait = 1000ms;
/// Of waits, after a stop: some seconds, for a server that starts again.
constexpr int kWaitsAfterStop = 8;

}  // namespace

PostgresSession::PostgresSession(QueuePlace place, std::stop_token stop, AfterStop after_stop)
    : place_(std::move(place)),
      stop_(std::move(stop)),
      after_stop_(after_stop),
      name_(PostgresConnection::place_of(place_.dsn)) {
  try {
    connect();
  } catch (const PostgresError& error) {
    // One that is about to be there, as after a crash, is waited for at the first call.
    const bool is_starting = std::string_view(error.what()).starts_with("the database system is");
    if (error.kind() != Kind::kAway || !is_starting) fail(error);
  }
}

void PostgresSession::connect() {
  auto connection = std::make_unique<PostgresConnection>(place_.dsn);
  mark_ = open_queue_schema(*connection, place_.schema);
  connection_ = std::move(connection);
  ++connections_;
  if (std::exchange(waits_, 0) > 0) warn(fmt::format("the queue at {} is back", name_));
}

void PostgresSession::run(const Work& work) {
  for (bool is_repeated = false;; is_repeated = true) {
    try {
      if (!connection_) connect();
      return work(*connection_, is_repeated);
    } catch (const PostgresError& error) {
      if (error.kind() == Kind::kRefused) fail(error);
      if (error.kind() == Kind::kRepeat) continue;
      connection_.reset();
      wait_for_server(error);
    }
  }
}

void PostgresSession::run_whole(const Work& work) {
  run([&](PostgresConnection& connection, bool is_repeated) {
    connection.run("BEGIN");
    try {
      work(connection, is_repeated);
      connection.run("COMMIT");
    } catch (const PostgresError& error) {
      if (error.kind() != Kind::kAway) connection.run("ROLLBACK");
      throw;
    }
  });
}

void PostgresSession::wait_for_server(const PostgresError& error) {
  if (waits_++ == 0) {
    warn(fmt::format("the queue at {} is away, and is waited for: {}", name_, error.what()));
  }
  const int waits_max = after_stop_ == AfterStop::kNotAtAll ? 0 : kWaitsAfterStop;
  if (stop_.stop_requested() && ++waits_after_stop_ > waits_max) fail(error);
  const auto wait =
      std::min<std::chrono::milliseconds>(kLongestWait, kFirstWait * (1 << std::min(waits_, 5)));
  if (stop_.stop_requested()) return std::this_thread::sleep_for(wait);
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop_, wait, [] { return false; });
}

void PostgresSession::fail(const PostgresError& error) const {
  throw Failure(ExitCode::kCannotRun,
                fmt::format("the queue at {} can't be used: {}", name_, error.what()));
}

}  // namespace hookline
