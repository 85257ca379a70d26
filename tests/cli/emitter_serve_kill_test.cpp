#include "catcher/base/http/headers/header_lines.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/platform/store/platform_store.h"
#include "tests/support/api_answer.h"
#include "tests/support/child_process.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/temp_folder.h"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

/// What the platform has confirmed to its callers.
struct Confirmed {
  std::set<std::string> tags;
  std::set<std::uint64_t> deliveries;
};

std::string request_of(const std::string& tag) {
  const std::string body =
      fmt::format(R"({{"action":"contact.tag","as":"api","contact":1,"tag":"{}"}})", tag);
  return fmt::format(
      "POST /hookline/actions HTTP/1.1\r\nHost: h\r\nApi-Token: k\r\nContent-Length: {}\r\n\r\n{}",
      body.size(), body);
}

/// How far the callers are, to be waited for.
class Progress {
 public:
  void add() {
    ++count_;
    count_.notify_all();
  }
  /// Nobody waits for more than has come.
  void end() {
    count_ = kEnded;
    count_.notify_all();
  }
  void wait_for(int count) const {
    for (int now = count_; now < count; now = count_) count_.wait(now);
  }

 private:
  static constexpr int kEnded = 1'000'000;
  std::atomic<int> count_ = 0;
};

/// Gives the contact one tag after another until the connection breaks.
Confirmed tag_until_cut_off(const std::string& url, const std::string& prefix, Progress& progress) {
  Confirmed confirmed;
  try {
    RawClient client(url);
    for (int number = 0;; ++number) {
      const std::string tag = fmt::format("{}-{}", prefix, number);
      client.send(request_of(tag));
      const std::string answer = client.read_answer();
      if (status_of_answer(answer) != 200) break;
      confirmed.tags.insert(tag);
      const auto done = nlohmann::json::parse(body_of_answer(answer));
      for (const auto& id : done.at("deliveries"))
        confirmed.deliveries.insert(id.get<std::uint64_t>());
      progress.add();
    }
  } catch (const std::runtime_error&) {  // it was killed
  }
  progress.end();
  return confirmed;
}

class KilledPlatform : public testing::Test {
 protected:
  KilledPlatform() : catcher_(large()) {
    std::ofstream(folder_.file("account.json"))
        << R"({"contacts": [{"id": 1, "email": "jane@example.com"}],
               "webhooks": [{"name": "a", "url": "{catcher}/a", "events": "all"},
                            {"name": "b", "url": "{catcher}/b", "events": "all"}]})";
  }
  static CatcherOptions large() {
    CatcherOptions options = RunningCatcher::free_ports();
    options.limits.captures_max = 1'000'000;
    options.quiet = true;
    return options;
  }

  std::vector<std::string> flags(bool is_first) {
    std::vector<std::string> flags = {"serve", "--listen", "127.0.0.1:0", "--api-key",
                                      "k",     "--store",  file_,         "--quiet"};
    if (is_first) {
      flags.insert(flags.end(), {"--account", folder_.file("account.json"), "--catching",
                                 catcher_->catching_url()});
    }
    return flags;
  }

  /// Two callers, and a kill once both have been answered some dozens of times.
  void run_and_kill(int round) {
    ChildProcess emitter("emitter", flags(round == 0));
    const std::string url = emitter.read_line().substr(11);
    emitter.read_line();
    std::vector<Confirmed> confirmed(2);
    Progress progress;
    std::vector<std::thread> callers;
    for (std::size_t i = 0; i < confirmed.size(); ++i) {
      callers.emplace_back([&, i] {
        confirmed[i] = tag_until_cut_off(url, fmt::format("{}-{}", round, i), progress);
      });
    }
    progress.wait_for(10 + round % 7 * 5);
    emitter.signal(SIGKILL);
    EXPECT_EQ(emitter.wait(), 128 + SIGKILL);
    for (std::thread& caller : callers) caller.join();
    for (Confirmed& one : confirmed) {
      confirmed_.tags.merge(one.tags);
      confirmed_.deliveries.merge(one.deliveries);
    }
  }

  /// What is in the file: every confirmed tag; and what may be sent again.
  void look_into_the_store() {
    const auto store = open_sqlite_platform_store(file_, {});
    const auto kept = store->load();
    ASSERT_TRUE(kept);
    const auto& tags = kept->account.contacts.find(1)->tags;
    const std::set<std::string> present(tags.begin(), tags.end());
    for (const std::string& tag : confirmed_.tags) ASSERT_TRUE(present.contains(tag)) << tag;
    constexpr auto kEver = std::numeric_limits<std::int64_t>::max();
    for (const auto& pending : store->queue().lease({kEver, kEver, 1'000'000}))
      may_come_again_.insert(pending.id);
  }

  void deliver_the_rest() {
    ChildProcess emitter("emitter", flags(false));
    const std::string url = emitter.read_line().substr(11);
    emitter.read_line();
    while (nlohmann::json::parse(call_api(url, "GET", "/hookline/health").body)["pending"] != 0) {
    }
    emitter.signal(SIGTERM);
    EXPECT_EQ(emitter.wait(), 0);
  }

  /// How often each delivery was caught.
  std::map<std::uint64_t, int> caught() {
    std::map<std::uint64_t, int> times;
    for (const Capture& capture : catcher_.all_captures()) {
      HeaderLines lines(
          split_head(std::string_view(capture.raw).substr(0, capture.head_bytes)).header_lines);
      for (HeaderLine line; lines.next(line);) {
        if (line.name != kDeliveryMarkHeader) continue;
        ++times[std::stoull(std::string(line.value.substr(line.value.find('-') + 1)))];
      }
    }
    return times;
  }

  TempFolder folder_;
  RunningCatcher catcher_;
  const std::string file_ = folder_.file("account.db");
  Confirmed confirmed_;
  std::set<std::uint64_t> may_come_again_;
};

TEST_F(KilledPlatform, LosesNothingConfirmedAndDeliversAllOfIt) {
  const char* rounds = std::getenv("HOOKLINE_KILL_ROUNDS");  // 100 for the whole exercise
  for (int round = 0; round < (rounds != nullptr ? std::atoi(rounds) : 8); ++round) {
    run_and_kill(round);
    look_into_the_store();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  deliver_the_rest();
  const auto times = caught();
  for (const std::uint64_t id : confirmed_.deliveries)
    ASSERT_TRUE(times.contains(id)) << "delivery " << id << " never came";
  std::size_t again = 0;
  for (const auto& [id, count] : times) {
    if (count == 1) continue;
    ++again;
    ASSERT_TRUE(may_come_again_.contains(id)) << "delivery " << id << " had ended";
  }
  EXPECT_GT(confirmed_.tags.size(), 50u);
  EXPECT_EQ(confirmed_.deliveries.size(), 2 * confirmed_.tags.size());
  std::printf("%zu operations confirmed, %zu deliveries, %zu of them came again\n",
              confirmed_.tags.size(), confirmed_.deliveries.size(), again);
}

}  // namespace
}  // namespace hookline::test
