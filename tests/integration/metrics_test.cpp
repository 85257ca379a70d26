#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"

#include <future>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;

/// Sends to the catching address and reads until it ends the connection.
void send(RunningCatcher& catcher, const std::string& target) {
  RawClient client(catcher->catching_url());
  client.send("POST " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  client.read_to_end();
}

/// The values of /metrics by name and labels, as in `hookline_replies_total{by="rule"}`.
std::map<std::string, std::string> samples(RunningCatcher& catcher) {
  std::map<std::string, std::string> samples;
  std::istringstream lines(catcher.get_text("/metrics"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto space = line.rfind(' ');
    samples[line.substr(0, space)] = line.substr(space + 1);
  }
  return samples;
}

TEST(MetricsCall, CountsAnswersByWhatDecidedAndByFault) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.path_replies = true;
  RunningCatcher catcher(options);
  catcher.call("PUT", "/api/replies",
               R"([{"match":{"path":"/a\"b\\c"},"reply":{"status":500}},
                   {"match":{"path":"/cut"},"reply":{"fault":"close"}},
                   {"match":{"path":"/few"},"limit":{"requests":1,"per":"10m"},"reply":{}}])",
               200);
  for (const char* target : {"/plain", "/status/503", "/a\"b\\c", "/cut", "/cut", "/few", "/few"}) {
    send(catcher, target);
  }
  const auto now = samples(catcher);
  EXPECT_EQ(now.at(R"(hookline_replies_total{by="catcher"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_replies_total{by="path"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_replies_total{by="rule"})"), "5");
  EXPECT_EQ(now.at(R"(hookline_faults_total{fault="close"})"), "2");
  EXPECT_EQ(now.at(R"(hookline_faults_total{fault="drip"})"), "0");
  EXPECT_EQ(now.at(R"(hookline_rule_replies_total{rule="0",match="path=/a\"b\\c"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_rule_replies_total{rule="1",match="path=/cut"})"), "2");
  EXPECT_EQ(now.at(R"(hookline_rule_limited_total{rule="2",match="path=/few"})"), "1");
  EXPECT_EQ(now.at("hookline_requests_total"), "7");
}

TEST(MetricsCall, CountsForwardsAndReplaysByOutcome) {
  ScriptedReceiver app([](ScriptedReceiver::Connection& connection) {
    if (connection.read_request().starts_with("POST /dead")) return connection.close();
    connection.send(plain_answer(204));
  });
  CatcherOptions options = RunningCatcher::free_ports();
  options.forward = app.url("");
  RunningCatcher catcher(options);
  for (const char* target : {"/a", "/b", "/dead"}) send(catcher, target);
  for (const auto& [path, status] : {std::pair("/ok", 200), {"/dead", 502}}) {
    catcher.call("POST", "/api/captures/1/replay", json{{"to", app.url(path)}}.dump(), status);
  }
  const auto now = samples(catcher);
  EXPECT_EQ(now.at(R"(hookline_forwards_total{outcome="answered"})"), "2");
  EXPECT_EQ(now.at(R"(hookline_forwards_total{outcome="closed"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_replays_total{outcome="answered"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_replays_total{outcome="closed"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_replies_total{by="catcher"})"), "0");
}

TEST(MetricsCall, CountsViewersAndWaitsWhileTheyAreOpen) {
  RunningCatcher catcher;
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\n\r\n");
  viewer.read_until("retry:");
  EXPECT_EQ(samples(catcher).at("hookline_viewers"), "1");
  EXPECT_EQ(catcher.get("/api/health").at("viewers"), 1);
  auto waited = std::async(std::launch::async,
                           [&] { return catcher.get_text("/api/wait?timeout=20s&path=/awaited"); });
  while (samples(catcher).at("hookline_waits") != "1") std::this_thread::yield();
  send(catcher, "/awaited");
  waited.get();
  catcher.get("/api/wait?timeout=0&path=/never", 408);
  const auto now = samples(catcher);
  EXPECT_EQ(now.at("hookline_waits"), "0");
  EXPECT_EQ(now.at(R"(hookline_waits_total{outcome="met"})"), "1");
  EXPECT_EQ(now.at(R"(hookline_waits_total{outcome="timeout"})"), "1");
}

/// As the text format 0.0.4 has it.
TEST(MetricsCall, WritesEachSampleBelowItsHelpAndType) {
  RunningCatcher catcher;
  catcher.call("PUT", "/api/replies", R"([{"match":{"text":"\\ \"\n{}"},"reply":{}}])", 200);
  send(catcher, "/a");
  const std::regex head(R"re(# (HELP|TYPE) ([a-z_]+) (.+))re");
  const std::string label = R"re([a-z]+="([^"\\\n]|\\["\\n])*")re";
  const std::regex sample("([a-z_]+)(\\{" + label + "(," + label + ")*\\})? [0-9.e+-]+");
  std::set<std::string> named;
  std::string name;
  std::string type;
  const std::string text = catcher.get_text("/metrics");
  ASSERT_TRUE(text.ends_with('\n'));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts, head)) {
      if (parts[1] == "HELP") {
        EXPECT_TRUE(named.insert(parts[2]).second) << line;
        name = parts[2];
      } else {
        EXPECT_EQ(parts[2], name);
        type = parts[3];
        EXPECT_TRUE(type == "counter" || type == "gauge" || type == "histogram") << line;
      }
      continue;
    }
    ASSERT_TRUE(std::regex_match(line, parts, sample)) << line;
    const std::string own =
        type == "histogram" ? std::string(parts[1]).substr(0, name.size()) : std::string(parts[1]);
    EXPECT_EQ(own, name) << line;
    EXPECT_EQ(type == "counter", name.ends_with("_total")) << line;
  }
  EXPECT_GT(named.size(), 15U);
}

}  // namespace
}  // namespace hookline::test
