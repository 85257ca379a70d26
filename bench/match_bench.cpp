// How long it takes to find out whom an event fires, by number of webhooks.

#include "emitter/platform/webhooks/match_index.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace hookline {
namespace {

using Webhooks = std::vector<std::shared_ptr<const Webhook>>;

/// Webhooks for one event from any source, each list in its turn; list 0 is all lists.
Webhooks make_webhooks(std::size_t count, EventType type, std::uint64_t first_list,
                       std::uint64_t lists) {
  Webhook webhook{1, "a webhook", Url::parse("http://localhost/"), 0, {}, {}, true};
  webhook.events.set(static_cast<std::size_t>(type));
  webhook.sources.set();
  Webhooks webhooks;
  for (std::size_t i = 0; i < count; ++i) {
    webhook.id = i + 1;
    webhook.list = first_list + i % lists;
    webhooks.push_back(std::make_shared<const Webhook>(webhook));
  }
  return webhooks;
}

void match_all(benchmark::State& state, const Webhooks& webhooks, EventType type,
               const std::vector<std::uint64_t>& lists) {
  const MatchIndex index(webhooks);
  std::vector<MatchIndex::Position> firing;
  for (auto _ : state) {
    firing.clear();
    index.match(type, Source::kPublic, lists, firing);
    benchmark::DoNotOptimize(firing.data());
    benchmark::ClobberMemory();
  }
  state.counters["firing"] = static_cast<double>(firing.size());
  state.counters["per_firing"] = benchmark::Counter(
      static_cast<double>(firing.size()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

std::size_t webhooks_of(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

/// No webhook listens for the event.
void BM_NothingListens(benchmark::State& state) {
  match_all(state, make_webhooks(webhooks_of(state), EventType::kOpen, 0, 1), EventType::kClick,
            {1});
}

/// Every webhook listens for the event, on a list of its own that isn't the event's.
void BM_NothingOnTheList(benchmark::State& state) {
  const auto count = webhooks_of(state);
  match_all(state, make_webhooks(count, EventType::kOpen, 1, count), EventType::kOpen,
            {count + 12345});
}

/// One webhook in all is on the event's list.
void BM_OneFires(benchmark::State& state) {
  const auto count = webhooks_of(state);
  match_all(state, make_webhooks(count, EventType::kOpen, 1, count), EventType::kOpen,
            {count / 2 + 1});
}

/// All fire, whatever the list.
void BM_AllFire(benchmark::State& state) {
  match_all(state, make_webhooks(webhooks_of(state), EventType::kOpen, 0, 1), EventType::kOpen,
            {1});
}

/// Half listen on all lists, half on the event's: two runs are merged into one order.
void BM_AllFireMerged(benchmark::State& state) {
  match_all(state, make_webhooks(webhooks_of(state), EventType::kOpen, 0, 2), EventType::kOpen,
            {1});
}

/// The event has eight lists, with an equal share of the webhooks on each.
void BM_AllFireOnEightLists(benchmark::State& state) {
  match_all(state, make_webhooks(webhooks_of(state), EventType::kOpen, 1, 8), EventType::kOpen,
            {1, 2, 3, 4, 5, 6, 7, 8});
}

/// From nothing to an index, of webhooks that listen for everything.
void BM_BuildIndex(benchmark::State& state) {
  Webhooks webhooks = make_webhooks(webhooks_of(state), EventType::kOpen, 0, 10);
  for (auto& webhook : webhooks) {
    Webhook all = *webhook;
    all.events.set();
    webhook = std::make_shared<const Webhook>(std::move(all));
  }
  for (auto _ : state) benchmark::DoNotOptimize(MatchIndex(webhooks));
}

BENCHMARK(BM_NothingListens)->Arg(1)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(BM_NothingOnTheList)->Arg(1)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(BM_OneFires)->Arg(1)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(BM_AllFire)->Arg(1)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(BM_AllFireMerged)->Arg(2)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(BM_AllFireOnEightLists)->Arg(8)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(BM_BuildIndex)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hookline
