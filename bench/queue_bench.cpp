// What a queue on a PostgreSQL server stands. `bench/queue` starts one and runs this; or name one
// in HOOKLINE_QUEUE_DSN.

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/postgresql/postgres_queue.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

namespace hookline {
namespace {

constexpr std::size_t kBatch = 1000;

/// Empty: there is no server.
std::string dsn() {
  const char* named = std::getenv("HOOKLINE_QUEUE_DSN");
  return named == nullptr ? "" : named;
}

QueuePlace new_place(const char* name) {
  static int last = 0;
  return {dsn(), fmt::format("bench_{}_{}_{}", name, ::getpid(), ++last)};
}

/// Events of four deliveries each, with a body of 500 bytes.
std::vector<QueuedDelivery> batch(QueueProducer& producer, std::uint64_t& last) {
  std::vector<QueuedDelivery> deliveries(kBatch);
  std::shared_ptr<const std::string> payload;
  for (QueuedDelivery& one : deliveries) {
    if (last % 4 == 0) payload = std::make_shared<const std::string>(500, 'x');
    if (!payload) payload = std::make_shared<const std::string>(500, 'x');
    one.id = producer.first_id() + ++last;
    one.event_id = one.id / 4;
    one.receiver = {last % 100};
    one.url = fmt::format("http://127.0.0.1:{}/hook", 8000 + last % 4);
    one.payload = payload;
    one.due_us = wall_clock_us();
  }
  return deliveries;
}

void accept_in_batches(benchmark::State& state) {
  if (dsn().empty()) return state.SkipWithError("no server: HOOKLINE_QUEUE_DSN names none");
  static const QueuePlace place = new_place("accept");
  PostgresSession session(place, {});
  PostgresQueue queue(session, 0);
  std::uint64_t last = 0;
  for (auto _ : state) queue.accept(batch(queue.producer(), last));
  state.SetItemsProcessed(static_cast<std::int64_t>(last));
}
BENCHMARK(accept_in_batches)->Threads(1)->Threads(2)->UseRealTime();

/// Of as many as there will be iterations, accepted before.
void lease_and_settle(benchmark::State& state) {
  if (dsn().empty()) return state.SkipWithError("no server: HOOKLINE_QUEUE_DSN names none");
  static QueuePlace place;
  if (state.thread_index() == 0) {
    place = new_place("lease");
    PostgresSession session(place, {});
    PostgresQueue queue(session, 0);
    std::uint64_t last = 0;
    const auto all = static_cast<std::uint64_t>(state.max_iterations) *
                     static_cast<std::uint64_t>(state.threads()) * kBatch;
    while (last < all) queue.accept(batch(queue.producer(), last));
  }
  std::unique_ptr<PostgresSession> session;
  std::unique_ptr<PostgresQueue> queue;
  std::int64_t settled = 0;
  for (auto _ : state) {
    if (!queue) {
      session = std::make_unique<PostgresSession>(place, std::stop_token());
      queue = std::make_unique<PostgresQueue>(*session, state.thread_index() + 1);
    }
    const std::int64_t now_us = wall_clock_us();
    std::vector<Settlement> ended;
    for (const QueuedDelivery& one : queue->lease({now_us, now_us + 60'000'000, kBatch})) {
      ended.push_back({one.id});
    }
    queue->settle(ended);
    settled += static_cast<std::int64_t>(ended.size());
  }
  state.SetItemsProcessed(settled);
}
BENCHMARK(lease_and_settle)->Threads(1)->Threads(2)->Iterations(200)->UseRealTime();

}  // namespace
}  // namespace hookline
