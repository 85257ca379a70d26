#include "catcher/base/http/headers/header.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/views/capture_view.h"
#include "emitter/load/resume/journal.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

using Words = std::vector<std::string>;

CatcherOptions keeping_everything() {
  CatcherOptions options = RunningCatcher::free_ports();
  options.quiet = true;
  options.limits = {.captures_max = 1'000'000, .bytes_max = std::uint64_t{1} << 30};
  return options;
}

/// A run of so many events with a journal, into a real catcher, by emitters that are killed. Also
/// the account of it that the emitter has no part in.
class KilledRun {
 public:
  KilledRun(std::uint64_t events, const Words& flags) : events_(events) {
    arguments_ = {"load",
                  "--to",
                  catcher_->catching_url() + "/a",
                  "--catcher",
                  catcher_->watching_url(),
                  "--journal",
                  file_,
                  "--json",
                  report_,
                  "--count",
                  std::to_string(events)};
    arguments_.insert(arguments_.end(), flags.begin(), flags.end());
  }

  /// Whether it has more before it than so many.
  bool has_left(std::int64_t more) {
    return catcher_->store().counts().last + more < static_cast<std::int64_t>(events_);
  }

  /// Kills an emitter once it has delivered so many more, which it has before it. False where it
  /// came to its end before the kill did.
  bool kill_after(std::int64_t more) {
    ChildProcess emitter("emitter", arguments_);
    CaptureStore& store = catcher_->store();
    const std::int64_t enough = store.counts().last + more;
    const auto patience = std::chrono::steady_clock::now() + ChildProcess::kPatience;
    StoreCounts counts = store.counts();
    while (counts.last < enough && std::chrono::steady_clock::now() < patience) {
      counts = store.wait_past(counts.last, counts.changes(), patience, {});
    }
    emitter.signal(SIGKILL);
    if (emitter.wait() != 128 + SIGKILL) return false;
    for (const std::uint64_t id : ids_pending()) ++pending_[id];
    return true;
  }

  /// Lets it come to its end, and holds what was caught against what must have been.
  void finish() {
    ChildProcess emitter("emitter", arguments_);
    EXPECT_EQ(emitter.wait(), 0) << emitter.out() << emitter.err();
    std::ifstream stream(report_);
    const auto report = nlohmann::json::parse(stream);
    EXPECT_EQ(report.at("accepted"), events_);
    EXPECT_EQ(report.at("delivered"), events_);
    EXPECT_EQ(report.at("pending"), 0);
    count_captures();
  }

  std::uint64_t events() const { return events_; }
  std::uint64_t captures() const { return captures_; }
  /// Captures beyond the first of a delivery.
  std::uint64_t duplicates() const { return captures_ - events_; }
  /// In flight at the kills: accepted, and their end not written.
  std::uint64_t in_flight() const {
    std::uint64_t sum = 0;
    for (const auto& [id, times] : pending_) sum += times;
    return sum;
  }

 private:
  /// Out of a copy, so that it is the next emitter that finds the file as the kill left it.
  std::vector<std::uint64_t> ids_pending() const {
    const TempFolder copies;
    for (const std::string part : {"", "-wal"}) {
      if (!std::filesystem::exists(file_ + part)) continue;
      std::filesystem::copy_file(file_ + part, copies.file("copy" + part));
    }
    std::vector<std::uint64_t> ids;
    for (const Delivery& delivery : open_journal(copies.file("copy"))->pending()) {
      ids.push_back(delivery.id);
    }
    return ids;
  }

  void count_captures() {
    std::map<std::string, std::map<std::uint64_t, std::uint64_t>> times;  // by run and id
    const CaptureQuery all{.limit = 1'000'000, .part = CapturePart::kHead};
    for (const Capture& capture : catcher_->store().list(all)) {
      const Headers headers = headers_of(capture);
      const auto mark = find_header(headers, "Hookline-Delivery");
      ASSERT_TRUE(mark);
      const std::size_t dash = mark->find('-');
      ++times[std::string(mark->substr(0, dash))][std::stoull(std::string(mark->substr(dash + 1)))];
      ++captures_;
    }
    ASSERT_EQ(times.size(), 1U) << "all starts are one run";
    const auto& ids = times.begin()->second;
    EXPECT_EQ(ids.size(), events_) << "missing";
    for (const auto& [id, count] : ids) {
      EXPECT_LE(count, 1 + pending_[id]) << "delivery " << id << " wasn't in flight at a kill";
    }
  }

  const std::uint64_t events_;
  const TempFolder folder_;
  const std::string file_ = folder_.file("run.journal");
  const std::string report_ = folder_.file("report.json");
  RunningCatcher catcher_{keeping_everything()};
  Words arguments_;
  std::map<std::uint64_t, std::uint64_t> pending_;  ///< at how many kills, by id
  std::uint64_t captures_ = 0;
};

struct KillFigures {
  int kills = 0;
  int runs = 0;
  std::uint64_t accepted = 0;
  std::uint64_t captures = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t in_flight = 0;
};

/// Kills emitters at random moments, several in each run.
KillFigures kill_emitters(const Words& flags) {
  const char* rounds = std::getenv("HOOKLINE_KILL_ROUNDS");  // 100 for the whole exercise
  const int wanted = rounds != nullptr ? std::atoi(rounds) : 6;
  std::mt19937 random(20'240'229);
  constexpr std::int64_t kMomentMax = 1000;
  std::uniform_int_distribution<std::int64_t> moment(1, kMomentMax);
  KillFigures figures;
  while (figures.kills < wanted && !testing::Test::HasFailure()) {
    KilledRun run(4000, flags);
    while (figures.kills < wanted && run.has_left(kMomentMax) && run.kill_after(moment(random))) {
      ++figures.kills;
    }
    run.finish();
    ++figures.runs;
    figures.accepted += run.events();
    figures.captures += run.captures();
    figures.duplicates += run.duplicates();
    figures.in_flight += run.in_flight();
  }
  std::printf(
      "%d kills in %d runs: %llu accepted, none missing, %llu captures, "
      "%llu duplicates of %llu in flight\n",
      figures.kills, figures.runs, static_cast<unsigned long long>(figures.accepted),
      static_cast<unsigned long long>(figures.captures),
      static_cast<unsigned long long>(figures.duplicates),
      static_cast<unsigned long long>(figures.in_flight));
  return figures;
}

TEST(EmitterJournal, ClosesTheLedgerOverKillsAsFastAsItGoes) {
  const KillFigures figures = kill_emitters({"--connections", "16"});
  EXPECT_LE(figures.duplicates, figures.in_flight);
  EXPECT_LE(figures.in_flight, 16U * static_cast<unsigned>(figures.kills)) << "one a connection";
}

TEST(EmitterJournal, ClosesTheLedgerOverKillsAtARateFromSeveralThreads) {
  const KillFigures figures =
      kill_emitters({"--rate", "4000", "--threads", "2", "--events", "subscribe,deal_add"});
  EXPECT_LE(figures.duplicates, figures.in_flight);
}

class EmitterJournalProgram : public testing::Test {
 protected:
  Words load(const std::string& url, const Words& more) const {
    Words words = {"load", "--to", url, "--journal", file_};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  const TempFolder folder_;
  const std::string file_ = folder_.file("run.journal");
};

/// Answers what comes, but for the first so many connections, which hear nothing.
ScriptedReceiver::Script deaf_to(std::size_t connections) {
  return [connections](ScriptedReceiver::Connection& connection) {
    if (connection.number() < connections) {
      connection.read_request();
      connection.read_to_end();
      return;
    }
    while (!connection.read_request().empty() && connection.send(plain_answer(200))) {
    }
  };
}

TEST_F(EmitterJournalProgram, StopsPolitelyAndGoesOnWhenStartedAgain) {
  ScriptedReceiver receiver(deaf_to(2));
  const Words words = load(receiver.url(), {"--count", "300", "--connections", "2"});
  {
    ChildProcess emitter("emitter", words);
    ASSERT_TRUE(receiver.wait_for_requests(2));
    emitter.signal(SIGINT);
    EXPECT_EQ(emitter.wait(), 3);
    EXPECT_THAT(emitter.out(), HasSubstr("2 accepted = 0 delivered + 0 failed + 2 pending"));
    EXPECT_THAT(emitter.out(), HasSubstr("2 are pending: the same command goes on from here"));
  }
  {
    ChildProcess emitter("emitter", words);
    EXPECT_EQ(emitter.wait(), 0) << emitter.err();
    EXPECT_THAT(emitter.out(), HasSubstr("300 accepted = 300 delivered + 0 failed + 0 pending"));
    EXPECT_THAT(emitter.out(), HasSubstr("start 2 of this run, 2 deliveries sent again"));
  }
  ChildProcess emitter("emitter", words);
  EXPECT_EQ(emitter.wait(), 0) << emitter.err();
  EXPECT_THAT(emitter.out(), HasSubstr("its run is over, nothing was sent"));
  EXPECT_EQ(receiver.requests().size(), 302U);
}

TEST_F(EmitterJournalProgram, RefusesAJournalThatAnotherEmitterUses) {
  ScriptedReceiver receiver(deaf_to(1));
  const Words words = load(receiver.url(), {"--count", "1"});
  ChildProcess first("emitter", words);
  ASSERT_TRUE(receiver.wait_for_requests(1));
  ChildProcess second("emitter", words);
  EXPECT_EQ(second.wait(), 3);
  EXPECT_THAT(second.err(), AllOf(StartsWith("emitter: the journal "), HasSubstr("in use by"),
                                  HasSubstr(std::to_string(first.pid()))));
}

TEST_F(EmitterJournalProgram, RefusesAJournalOfAnotherPlan) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  EXPECT_EQ(ChildProcess("emitter", load(receiver.url(), {"--count", "5"})).wait(), 0);
  ChildProcess other("emitter", load(receiver.url("/b"), {"--count", "5"}));
  EXPECT_EQ(other.wait(), 3);
  EXPECT_THAT(other.err(),
              HasSubstr(fmt::format("--to {} (now: {})", receiver.url(), receiver.url("/b"))));
  EXPECT_EQ(receiver.requests().size(), 5U);
}

TEST_F(EmitterJournalProgram, RefusesWhatIsNoJournal) {
  std::ofstream(file_) << "my notes, which are nobody's to write over";
  ChildProcess emitter("emitter", load("http://127.0.0.1:9/", {"--count", "5"}));
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.err(), HasSubstr("no journal at all"));
}

TEST_F(EmitterJournalProgram, LosesNothingWhereTheDiskIsFull) {
  RunningCatcher catcher(keeping_everything());
  const Words words = load(catcher->catching_url() + "/a",
                           {"--count", "20000", "--catcher", catcher->watching_url()});
  Words limited = {"-c", "trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\"",
                   program_path("emitter")};
  limited.insert(limited.end(), words.begin(), words.end());
  {
    ChildProcess emitter("/bin/sh", limited);
    EXPECT_EQ(emitter.wait(), 3) << emitter.out();
    EXPECT_THAT(emitter.err(), StartsWith("emitter: no room is left for the journal "));
  }
  ChildProcess emitter("emitter", words);
  EXPECT_EQ(emitter.wait(), 0) << emitter.out() << emitter.err();
  EXPECT_THAT(emitter.out(),
              HasSubstr("20,000 accepted = 20,000 delivered + 0 failed + 0 pending"));
  EXPECT_THAT(emitter.out(), HasSubstr(" 0 missing"));
}

}  // namespace
}  // namespace hookline::test
