#include "catcher/captures/json/capture_json.h"
#include "catcher/captures/store/capture_store.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace hookline {
namespace {

enum Kind { kMemory, kSqlite };

/// A store in a folder of its own (on TMPDIR), gone at the end.
class BenchStore {
 public:
  explicit BenchStore(std::int64_t kind, StoreLimits limits = {}) {
    if (kind == kMemory) {
      store_ = make_memory_store(limits);
      return;
    }
    folder_ = (std::filesystem::temp_directory_path() / "hookline-bench-XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr) std::abort();
    store_ = open_sqlite_store(folder_ + "/store.db", limits);
  }
  ~BenchStore() {
    store_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  CaptureStore* operator->() { return store_.get(); }

 private:
  std::string folder_;
  std::unique_ptr<CaptureStore> store_;
};

/// A webhook of about 650 bytes.
Capture small_capture(std::size_t number) {
  std::string body = fmt::format("type=unsubscribe&contact%5Bid%5D={}&contact%5Bemail%5D=", number);
  body += fmt::format("jane.doe.{}%40example.com&note=", number);
  body.resize(420, 'x');
  Capture capture;
  capture.received_us = 1'700'000'000'000'000 + static_cast<std::int64_t>(number);
  capture.client_ip = "127.0.0.1";
  capture.method = "POST";
  capture.target = fmt::format("/hook/{}", number % 50);
  capture.version = "HTTP/1.1";
  capture.raw = fmt::format(
      "POST {} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: Hookline\r\nContent-Type: "
      "application/x-www-form-urlencoded\r\nHookline-Delivery: 0123456789ab-{}\r\n"
      "Content-Length: {}\r\n\r\n",
      capture.target, number, body.size());
  capture.head_bytes = capture.raw.size();
  capture.body_bytes = body.size();
  capture.raw += body;
  capture.reply.headers = {{"Content-Type", "text/plain"}};
  return capture;
}

Captures small_captures(std::size_t count) {
  Captures captures;
  for (std::size_t i = 0; i < count; ++i) captures.push_back(small_capture(i));
  return captures;
}

/// range(0): kind, range(1): captures per batch, range(2): captures kept.
void append(benchmark::State& state) {
  BenchStore store(state.range(0), {.captures_max = static_cast<std::uint64_t>(state.range(2))});
  const auto batch = small_captures(static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) {
    state.PauseTiming();
    Captures copy = batch;
    state.ResumeTiming();
    benchmark::DoNotOptimize(store->append(std::move(copy)));
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
}
BENCHMARK(append)
    ->ArgNames({"sqlite", "batch", "keep"})
    ->ArgsProduct({{kMemory, kSqlite}, {1, 16, 64}, {10'000'000, 10'000}})
    ->MinTime(1)
    ->UseRealTime();

/// A store of 100,000, filled once per kind.
BenchStore& full_store(std::int64_t kind) {
  static std::array<std::unique_ptr<BenchStore>, 2> stores;
  auto& store = stores[static_cast<std::size_t>(kind)];
  if (!store) {
    store = std::make_unique<BenchStore>(kind);
    for (std::size_t i = 0; i < 100'000; i += 100) {
      Captures batch;
      for (std::size_t n = 0; n < 100; ++n) batch.push_back(small_capture(i + n));
      (*store)->append(std::move(batch));
    }
  }
  return *store;
}

void ask(benchmark::State& state, CaptureQuery query, std::size_t expected) {
  query.part = CapturePart::kHead;
  auto& store = full_store(state.range(0));
  for (auto _ : state) {
    const auto found = store->list(query);
    if (found.size() != expected) state.SkipWithError("not what was asked for");
  }
}

void list_newest(benchmark::State& state) {
  ask(state, {.limit = 100, .newest = true}, 100);
}

void list_from_the_middle(benchmark::State& state) {
  ask(state, {.after = 50'000, .limit = 100}, 100);
}

/// The worst cases: what is asked for is nowhere, so everything is looked at.
void filter_path(benchmark::State& state) {
  ask(state, {.filter = CaptureFilter(FormFields{{"path", "/nowhere*"}})}, 0);
}

void filter_method_and_status(benchmark::State& state) {
  ask(state, {.filter = CaptureFilter(FormFields{{"method", "POST"}, {"status", "500"}})}, 0);
}

void filter_header(benchmark::State& state) {
  ask(state, {.filter = CaptureFilter(FormFields{{"header.hookline-delivery", "none"}})}, 0);
}

void filter_form(benchmark::State& state) {
  ask(state, {.filter = CaptureFilter(FormFields{{"form.contact[email]", "none"}})}, 0);
}

void search_text(benchmark::State& state) {
  ask(state, {.filter = CaptureFilter(FormFields{{"text", "needle@example.com"}})}, 0);
}

BENCHMARK(list_newest)->ArgName("sqlite")->Arg(kMemory)->Arg(kSqlite);
BENCHMARK(list_from_the_middle)->ArgName("sqlite")->Arg(kMemory)->Arg(kSqlite);
BENCHMARK(filter_path)
    ->ArgName("sqlite")
    ->Arg(kMemory)
    ->Arg(kSqlite)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(filter_method_and_status)
    ->ArgName("sqlite")
    ->Arg(kMemory)
    ->Arg(kSqlite)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(filter_header)
    ->ArgName("sqlite")
    ->Arg(kMemory)
    ->Arg(kSqlite)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(filter_form)
    ->ArgName("sqlite")
    ->Arg(kMemory)
    ->Arg(kSqlite)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(search_text)
    ->ArgName("sqlite")
    ->Arg(kMemory)
    ->Arg(kSqlite)
    ->Unit(benchmark::kMillisecond);

/// range(0): bytes of the body.
void capture_as_json(benchmark::State& state) {
  Capture capture = small_capture(1);
  capture.raw.resize(capture.head_bytes + static_cast<std::size_t>(state.range(0)), 'x');
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_capture_json(out, capture);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}
BENCHMARK(capture_as_json)->Arg(400)->Arg(3000)->Arg(100'000);

void summary_as_json(benchmark::State& state) {
  const Capture capture = small_capture(1);
  for (auto _ : state) benchmark::DoNotOptimize(summary_json(capture));
}
BENCHMARK(summary_as_json);

void capture_back_from_json(benchmark::State& state) {
  const auto json = capture_json(small_capture(1));
  for (auto _ : state) benchmark::DoNotOptimize(capture_from_json(json));
}
BENCHMARK(capture_back_from_json);

}  // namespace
}  // namespace hookline
