#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string read(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class EmitterLoad : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.file(name), std::ios::binary) << text;
    return folder_.file(name);
  }
  /// Runs `emitter load --to` the receiver to the end.
  int load(const std::vector<std::string>& flags) {
    std::vector<std::string> arguments = {"load", "--to", receiver_.url()};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    ChildProcess emitter("emitter", arguments);
    const int code = emitter.wait();
    out_ = emitter.out();
    err_ = emitter.err();
    return code;
  }

  ScriptedReceiver receiver_{answering(plain_answer(200))};
  TempFolder folder_;
  std::string out_;
  std::string err_;
};

TEST_F(EmitterLoad, RefusesAFlagThatMakesNoSenseInOneLineAndSendsNothing) {
  const std::vector<std::vector<std::string>> calls = {
      {"--to", "nowhere"},
      {"--events", "unsubscribed"},
      {"--events", ""},
      {"--events", "open,"},
      {"--webhooks", "0"},
      {"--to", "http://127.0.0.1:1/", "--webhooks", "1"},
      {"--webhooks", "1000001"},
      {"--webhooks", "2", "--matching", "3"},
      {"--rate", "0"},
      {"--rate", "-5"},
      {"--rate", "fast"},
      {"--rate", "1e8"},
      {"--pace", "zigzag", "--rate", "5"},
      {"--pace", "sine"},
      {"--pace", "ramp", "--rate", "5", "--count", "5"},
      {"--duration", "0"},
      {"--duration", "5"},
      {"--duration", "soon"},
      {"--count", "0"},
      {"--count", "5", "--duration", "5s"},
      {"--connections", "0"},
      {"--connections", "2", "--threads", "3"},
      {"--threads", "257"},
      {"--timeout", "0"},
      {"--catcher", "nowhere"},
      {"--fail-if", "p99"},
      {"--fail-if", "p99>2x"},
      {"--limit", "invalid"},
      {"--limit", "p99<fast"},
      {"--find-max"},
      {"--find-max", "--limit", "p99<1s", "--count", "5"},
      {"--find-max", "--limit", "p99<1s", "--pace", "sine", "--rate", "5"},
      {"--find-max", "--limit", "p99<2x", "--compare", "a.json"},
      {"--journey", "a"},
      {"stray"}};
  for (const auto& call : calls) {
    std::vector<std::string> flags = call;
    EXPECT_EQ(load(flags), 1) << flags.front() << " " << flags.back();
    EXPECT_THAT(err_, StartsWith("emitter: "));
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
    EXPECT_EQ(out_, "") << flags.front();
  }
  EXPECT_EQ(receiver_.connections(), 0U);
}

TEST_F(EmitterLoad, EndsWith2AtAFileItCannotReadAndSaysWhere) {
  EXPECT_EQ(load({"--compare", folder_.file("none")}), 2);
  EXPECT_EQ(load({"--compare", write("a.json", "{\"latency_us\": 5}")}), 2);
  EXPECT_THAT(err_, HasSubstr("a.json:1:16: /latency_us"));
  EXPECT_EQ(load({"--pace", "recorded:" + folder_.file("none")}), 2);
  EXPECT_EQ(load({"--pace", "recorded:" + write("pace", "1\n2\nsoon\n")}), 2);
  EXPECT_THAT(err_, HasSubstr("pace: line 3: "));
  EXPECT_EQ(receiver_.connections(), 0U);
}

TEST_F(EmitterLoad, EndsWith3WhereAReportCannotBeWrittenBeforeItSendsAnything) {
  EXPECT_EQ(load({"--html", folder_.file("none/a.html")}), 3);
  EXPECT_THAT(err_, HasSubstr("--html"));
  EXPECT_EQ(receiver_.connections(), 0U);
}

TEST_F(EmitterLoad, PlaysARecordedPaceOnceAtItsOwnRate) {
  EXPECT_EQ(load({"--pace", "recorded:" + write("pace", "10.0\n10.1\n10.3\n")}), 0) << err_;
  EXPECT_THAT(out_, StartsWith("3 events, 6.666"));
  EXPECT_THAT(out_, HasSubstr("as recorded"));
  EXPECT_EQ(receiver_.requests().size(), 3U);
  EXPECT_EQ(load({"--pace", "recorded:" + write("pace", "10\n20\n30\n"), "--rate", "1000"}), 0);
  EXPECT_THAT(out_, StartsWith("3 events, 1,000 a second, as recorded"));
}

TEST_F(EmitterLoad, ComparesWithAnEarlierRunAndFailsByTheRatio) {
  const std::string earlier = folder_.file("earlier.json");
  ASSERT_EQ(load({"--count", "20", "--json", earlier}), 0);
  auto report = nlohmann::json::parse(read(earlier));
  report["deliveries_per_s"] = 1e9;
  write("earlier.json", report.dump());
  EXPECT_EQ(load({"--count", "20", "--compare", earlier, "--fail-if", "rate<0.9x"}), 4);
  EXPECT_THAT(out_, HasSubstr("beside " + earlier));
  EXPECT_THAT(out_, HasSubstr("deliveries/s  1,000,000,000.000"));
  EXPECT_THAT(out_, HasSubstr("FAILED: rate<0.9x (0.00x)"));
  EXPECT_EQ(load({"--count", "20", "--compare", earlier, "--fail-if", "rate>1x"}), 0);
}

TEST_F(EmitterLoad, RefusesALimitBesideARunOfAnotherPlan) {
  const std::string earlier = folder_.file("earlier.json");
  ASSERT_EQ(load({"--count", "20", "--json", earlier}), 0);
  const std::size_t requests = receiver_.requests().size();
  EXPECT_EQ(
      load({"--count", "20", "--connections", "5", "--compare", earlier, "--fail-if", "p99>1.2x"}),
      1);
  EXPECT_THAT(err_, HasSubstr("it is of another plan, --connections 32 (now: 5)"));
  EXPECT_EQ(receiver_.requests().size(), requests);
  EXPECT_EQ(load({"--count", "20", "--connections", "5", "--compare", earlier}), 0);
  EXPECT_THAT(out_, HasSubstr("the earlier run had another plan: --connections 32 (now: 5)"));
}

TEST_F(EmitterLoad, FailsALimitOnLatencyWhereNothingWasAnswered) {
  ChildProcess emitter(
      "emitter", {"load", "--to", fmt::format("http://127.0.0.1:{}/", unused_port()), "--count",
                  "3", "--limit", "p99<50ms", "--limit", "errors<10"});
  EXPECT_EQ(emitter.wait(), 4);
  EXPECT_THAT(emitter.out(), HasSubstr("FAILED: p99<50ms (nothing was answered)"));
  EXPECT_THAT(emitter.out(), HasSubstr("met: errors<10 (3)"));
}

TEST_F(EmitterLoad, EndsWith4WhereALimitDoesNotHold) {
  EXPECT_EQ(load({"--count", "20", "--limit", "max<1us"}), 4);
  EXPECT_THAT(out_, HasSubstr("FAILED: max<1us ("));
  EXPECT_EQ(load({"--count", "20", "--limit", "max<1000s"}), 0);
}

TEST_F(EmitterLoad, SearchesForTheHighestRateAndSaysEachStep) {
  ScriptedReceiver slow([](ScriptedReceiver::Connection& connection) {
    while (!connection.read_request().empty()) {
      if (!connection.wait_ms(5) || !connection.send(plain_answer(200))) return;
    }
  });
  const std::string json = folder_.file("a.json");
  // One connection and 5 ms an answer: no more than 200 a second.
  ChildProcess emitter(
      "emitter", {"load", "--to", slow.url(), "--find-max", "--fail-if", "p50>1s", "--rate", "100",
                  "--duration", "400ms", "--connections", "1", "--json", json});
  const int code = emitter.wait();
  EXPECT_EQ(code, 0) << emitter.out() << emitter.err();
  EXPECT_THAT(emitter.out(), HasSubstr("100/s for 0.4 s: "));
  EXPECT_THAT(emitter.out(), HasSubstr("events a second hold; at "));
  const auto maximum = nlohmann::json::parse(read(json)).at("maximum");
  EXPECT_LE(maximum.at("events_per_s"), 260);
  EXPECT_GT(maximum.at("broken_at"), maximum.at("events_per_s"));
}

TEST_F(EmitterLoad, EndsWith4WhereNoRateHolds) {
  EXPECT_EQ(load({"--find-max", "--limit", "errors<0", "--rate", "1", "--duration", "10ms",
                  "--events", "open"}),
            4);
  EXPECT_THAT(out_, HasSubstr("no rate was found that holds; at 1 errors<0 is broken by 0"));
}

TEST_F(EmitterLoad, EndsASearchAtAReceiverThatIsDownAndSaysWhy) {
  ChildProcess emitter(
      "emitter", {"load", "--to", fmt::format("http://127.0.0.1:{}/", unused_port()), "--find-max",
                  "--limit", "p999<50ms"});
  EXPECT_EQ(emitter.wait(), 4);
  EXPECT_THAT(emitter.out(),
              HasSubstr("no rate was found that holds; at 100 nothing was delivered: "));
  EXPECT_THAT(emitter.out(), HasSubstr("refused the connection; is anything listening there?"));
}

/// As `timeout` stops a program: itself, and then its group.
TEST_F(EmitterLoad, ReportsWhenItIsInterruptedTwiceInAMoment) {
  const std::string json = folder_.file("a.json");
  ChildProcess emitter("emitter", {"load", "--to", receiver_.url(), "--rate", "100", "--duration",
                                   "60s", "--json", json});
  while (receiver_.connections() == 0) std::this_thread::yield();
  emitter.signal(SIGTERM);
  emitter.signal(SIGTERM);
  emitter.signal(SIGINT);
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.out(), HasSubstr("interrupted before its end"));
  EXPECT_GT(nlohmann::json::parse(read(json)).at("accepted"), 0);
}

/// `script`, of every Debian, gives the program a terminal.
TEST_F(EmitterLoad, ShowsALiveLineOnATerminalAndTakesItAway) {
  ChildProcess terminal("/usr/bin/script",
                        {"-qec",
                         fmt::format("{} load --to {} --rate 50 --duration 700ms",
                                     program_path("emitter"), receiver_.url()),
                         "/dev/null"});
  EXPECT_EQ(terminal.wait(), 0) << terminal.out();
  const std::string& out = terminal.out();
  EXPECT_THAT(out, HasSubstr("\r\x1b[K█"));
  EXPECT_THAT(out, HasSubstr("0 failed  "));
  const auto last = out.rfind("\r\x1b[K");
  ASSERT_NE(last, std::string::npos);
  EXPECT_THAT(out.substr(last + 4), StartsWith("events, 50 a second"));
}

TEST_F(EmitterLoad, ShowsNoLiveLineElsewhere) {
  EXPECT_EQ(load({"--rate", "50", "--duration", "300ms"}), 0);
  EXPECT_EQ(err_, "");
  EXPECT_EQ(out_.find('\x1b'), std::string::npos);
}

TEST_F(EmitterLoad, SaysInItsHelpWhatFitsInto100Columns) {
  EXPECT_EQ(load({"--help"}), 0);
  EXPECT_THAT(out_, HasSubstr("--find-max"));
  EXPECT_THAT(out_, HasSubstr("Examples:"));
  std::istringstream lines(out_);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 104U) << line;
}

TEST_F(EmitterLoad, StandsAMillionWebhooks) {
  EXPECT_EQ(load({"--webhooks", "1000000", "--matching", "3", "--count", "10"}), 0) << err_;
  EXPECT_THAT(out_, HasSubstr("30 accepted = 30 delivered + 0 failed + 0 pending"));
}

}  // namespace
}  // namespace hookline::test
