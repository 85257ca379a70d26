// The running platform on a SQLite store with 100,000 contacts and 1,000 webhooks: how long a call
// takes that fires all of them, how many calls a second that fire none, how soon it is open again.

#include "catcher/catcher.h"
#include "emitter/platform/running/platform.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

namespace hookline {
namespace {

constexpr std::uint64_t kContacts = 100'000;
constexpr std::uint64_t kWebhooks = 1000;

/// A file of this process, gone at its end.
struct StoreFile {
  StoreFile() { remove(); }
  ~StoreFile() { remove(); }
  void remove() const {
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path + part);
  }
  const std::string path =
      (std::filesystem::temp_directory_path() / fmt::format("platform-bench-{}.db", ::getpid()))
          .string();
};

AccountState large_account() {
  AccountState account;
  List list;
  list.id = 1;
  list.name = "Newsletter";
  account.lists.put(list);
  for (std::uint64_t id = 1; id <= kContacts; ++id) {
    Contact contact;
    contact.id = id;
    contact.email = fmt::format("contact{}@example.com", id);
    contact.first_name = "Jane";
    contact.last_name = "Doe";
    contact.lists = {1};
    account.contacts.put(contact);
  }
  return account;
}

NewAccount account_posting_to(const std::string& url) {
  NewAccount account{large_account(), {}};
  for (std::uint64_t i = 0; i < kWebhooks; ++i) {
    Webhook webhook{0, fmt::format("hook {}", i), Url::parse(fmt::format("{}/{}", url, i)), 0, {},
                    {}};
    webhook.events.set(static_cast<std::size_t>(EventType::kUpdate));
    webhook.sources.set();
    account.webhooks.push_back(webhook);
  }
  return account;
}

std::unique_ptr<Platform> platform_on(const std::string& file, std::optional<NewAccount> account) {
  PlatformOptions options;
  options.account = std::move(account);
  options.dispatch.dispatch.answer_kept_bytes = 1024;
  return std::make_unique<Platform>(std::move(options), open_sqlite_platform_store(file, {}));
}

CatcherOptions receiving() {
  CatcherOptions options;
  options.listen.port = 0;
  options.page.port = 0;
  options.store = "memory";
  options.quiet = true;
  return options;
}

UpdateContact renaming(std::uint64_t id, std::uint64_t round) {
  UpdateContact update;
  update.contact.id = id;
  update.contact.first_name = fmt::format("Name {}", round);
  return update;
}

AddTag tagging(std::uint64_t id, std::uint64_t round) {
  AddTag tag;
  tag.contact.id = id;
  tag.tag = fmt::format("tag {}", round);
  return tag;
}

double resident_mebibytes() {
  std::ifstream status("/proc/self/statm");
  long pages = 0;
  status >> pages >> pages;
  return static_cast<double>(pages * ::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

/// Each call is made once what the one before has fired is delivered, so that it is its own time.
void BM_CallThatFiresAThousand(benchmark::State& state) {
  std::ostringstream log;
  Catcher catcher(receiving(), log);
  const StoreFile file;
  const auto platform = platform_on(file.path, account_posting_to(catcher.catching_url()));
  std::vector<double> times_ms;
  std::uint64_t round = 0;
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    platform->perform({Source::kApi, {}, 0}, Operation(renaming(round % kContacts + 1, round)));
    const double took_ms = milliseconds_since(begin);
    ++round;
    times_ms.push_back(took_ms);
    state.SetIterationTime(took_ms / 1000);
    while (platform->delivery_counts().pending > 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  std::ranges::sort(times_ms);
  state.counters["median_ms"] = times_ms[times_ms.size() / 2];
  state.counters["worst_ms"] = times_ms.back();
  state.counters["resident_MiB"] = resident_mebibytes();
}
BENCHMARK(BM_CallThatFiresAThousand)
    ->UseManualTime()
    ->Iterations(50)
    ->Unit(benchmark::kMillisecond);

/// A tag for another contact with each call; nobody listens for it.
void BM_CallThatFiresNothing(benchmark::State& state) {
  const StoreFile file;
  const auto platform = platform_on(file.path, account_posting_to("http://127.0.0.1:1"));
  std::uint64_t round = 0;
  for (auto _ : state) {
    platform->perform({Source::kApi, {}, 0}, Operation(tagging(round % kContacts + 1, round)));
    ++round;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(round));
}
BENCHMARK(BM_CallThatFiresNothing)->Unit(benchmark::kMicrosecond)->MinTime(2);

void BM_OpenedAgain(benchmark::State& state) {
  const StoreFile file;
  platform_on(file.path, account_posting_to("http://127.0.0.1:1"));
  for (auto _ : state) {
    const auto platform = platform_on(file.path, std::nullopt);
    benchmark::DoNotOptimize(platform->now_us());
    state.counters["resident_MiB"] = resident_mebibytes();
  }
}
BENCHMARK(BM_OpenedAgain)->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
}  // namespace hookline
