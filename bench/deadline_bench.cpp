// What a deadline costs an attempt: joining and leaving, while others wait, with one time-out for
// all and with a different one for each webhook.
#include "emitter/delivery/timing/deadline_wheel.h"

#include <deque>

#include <benchmark/benchmark.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

class Nothing final : public Deadline {
  void expire() override {}
};

/// Mixed: from 1 s to 60 s.
std::chrono::milliseconds timeout_of(std::int64_t number, bool mixed) {
  return mixed ? std::chrono::milliseconds(1'000 + number * 7'919 % 59'000) : 10s;
}

void join_and_leave(benchmark::State& state) {
  const bool mixed = state.range(1) != 0;
  DeadlineWheel wheel;
  auto now = Clock::now();
  std::deque<Nothing> waiting(static_cast<std::size_t>(state.range(0)));
  std::int64_t number = 0;
  for (Nothing& deadline : waiting) wheel.join(deadline, now + timeout_of(number++, mixed));
  std::size_t next = 0;
  for (auto _ : state) {
    now += 20us;
    Nothing& deadline = waiting[next];
    deadline.leave_wheel();
    wheel.join(deadline, now + timeout_of(number++, mixed));
    next = next + 1 < waiting.size() ? next + 1 : 0;
  }
}
BENCHMARK(join_and_leave)->ArgNames({"waiting", "mixed"})->ArgsProduct({{32, 10'000}, {0, 1}});

/// All pass: a receiver that never answers.
void join_and_expire(benchmark::State& state) {
  DeadlineWheel wheel;
  auto now = Clock::now();
  std::deque<Nothing> waiting(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    std::int64_t number = 0;
    for (Nothing& deadline : waiting) wheel.join(deadline, now + timeout_of(number++, true));
    for (int look = 0; look < 61; ++look) wheel.expire_until(now += 1s);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(join_and_expire)->ArgName("waiting")->Arg(10'000);

}  // namespace
}  // namespace hookline
