#include "tests/support/child_process.h"
#include "tests/support/raw_client.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Sets a window's title, clears the screen, and turns the direction of writing; in each spelling
/// that a terminal knows.
constexpr const char* kHostile = "\x1b]0;x\x07\x1b[2J\u009b31m\x7f\u202e\u200b\u2028";

/// Whether nothing in the text steers a terminal: line breaks are the program's own.
bool is_harmless(std::string_view text) {
  const bool controls = std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
  });
  for (const char* mark : {"\u009b", "\u202e", "\u200b", "\u2028"}) {
    if (text.find(mark) != std::string_view::npos) return false;
  }
  return !controls;
}

/// What strangers wrote, on its way to a terminal.
class ForeignText : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.file(name), std::ios::binary) << text;
    return folder_.file(name);
  }
  /// What the program writes to standard error and output, which must be harmless.
  std::string said(const std::string& program, const std::vector<std::string>& arguments) {
    ChildProcess child(program, arguments);
    child.wait();
    EXPECT_TRUE(is_harmless(child.err())) << child.err();
    EXPECT_TRUE(is_harmless(child.out())) << child.out();
    return child.out() + child.err();
  }

  TempFolder folder_;
};

TEST_F(ForeignText, InAScenarioIsShownNotObeyed) {
  const std::string escaped = json(kHostile).dump(-1, ' ', true);
  const std::vector<std::string> scenarios = {
      fmt::format(R"({{"name": "a", {}: 1, "steps": []}})", escaped),
      fmt::format(R"({{"name": "a", "steps": [{{"event": {}}}]}})", escaped),
      fmt::format(R"({{"name": "a", "steps": [], "replies": [{{{}: 1}}]}})", escaped),
      fmt::format(R"({{"name": "a", "account": {{"webhooks": [{{"name": "A", "events": "all",
                      "url": {}}}]}}, "steps": []}})",
                  escaped),
      fmt::format(R"({{"name": "a", "steps": [], "expect": [{{"webhook": {}}}]}})", escaped),
      fmt::format("{{\"name\": \"{}\"", kHostile)};
  for (const std::string& scenario : scenarios) {
    const std::string text = said("emitter", {"check", write("s.json", scenario)});
    EXPECT_THAT(text, HasSubstr("s.json")) << scenario;
  }
  const std::string named = fmt::format(R"({{"name": {}, "steps": []}})", escaped);
  EXPECT_THAT(said("emitter", {"check", write("s.json", named)}), HasSubstr("\\u202e"));
}

TEST_F(ForeignText, InNamesOfFilesAndFlagsIsShownNotObeyed) {
  const std::string odd = folder_.file(std::string("a\x1b[2J\u202e\xff") + ".json");
  EXPECT_THAT(said("emitter", {"check", odd}), HasSubstr("a\\x1b[2J\\u202e\\xff.json"));
  std::ofstream(odd) << "{";
  EXPECT_THAT(said("emitter", {"check", folder_.path().string()}), HasSubstr("a\\x1b[2J"));
  for (const char* flag : {"--replies", "--catalogue", "--signing-key-file", "--bogus"}) {
    said("catcher",
         {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store", "memory", flag, odd});
  }
  said("catcher", {"--store", std::string("/none/") + kHostile});
  EXPECT_THAT(said("emitter", {kHostile}), HasSubstr("\\x1b]0;x\\x07"));
  said("emitter", {"replay", odd, "--json", std::string("/none/") + kHostile});
  said("emitter", {"load", "--to", "http://127.0.0.1:1/", "--events", kHostile});
}

TEST_F(ForeignText, FromAHostileCatcherIsShownNotObeyed) {
  const std::string body = std::string(kHostile) + std::string(100, 'x');
  ScriptedReceiver hostile(
      answering(fmt::format("HTTP/1.1 500 No\r\nContent-Length: {}\r\n\r\n{}", body.size(), body)));
  const std::string file = write("s.json", R"({"name": "a", "steps": []})");
  const std::string text = said("emitter", {"replay", file, "--catcher", hostile.url("")});
  EXPECT_THAT(text, HasSubstr("\\x1b]0;x\\x07"));
}

TEST_F(ForeignText, InAReportIsShownNotObeyed) {
  const std::string escaped = json(kHostile).dump(-1, ' ', true);
  const std::string file = write("s.json", fmt::format(R"({{"name": {0}, "account": {{
        "contacts": [{{"id": 1, "email": "j@example.com", "first_name": {0}}}],
        "webhooks": [{{"name": {0}, "url": "{{catcher}}/a", "events": "all"}}]}},
        "steps": [{{"event": "open", "contact": 1}}],
        "expect": [{{"webhook": {0}, "fields": {{"contact[first_name]": "Jane"}}}}]}})",
                                                       escaped));
  for (const char* flag : {"--json", "--junit", "--html"}) {
    EXPECT_THAT(said("emitter", {"replay", file, flag, "/dev/stdout", "--explain"}),
                HasSubstr("FAIL"));
  }
}

TEST_F(ForeignText, InACaughtRequestIsEscapedInItsJsonLineAndMeansTheSame) {
  ChildProcess catcher("catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store",
                                   "memory", "--format", "json"});
  const std::string first = catcher.read_line();
  catcher.read_line();
  RawClient client(first.substr(first.find("http")));
  const std::string body = kHostile;
  client.send(
      fmt::format("POST /\u202e HTTP/1.1\r\nHost: a\r\nX-A: \u009b31m\u200b\r\n"
                  "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                  body.size(), body));
  client.read_to_end();
  const std::string line = catcher.read_line();
  EXPECT_TRUE(is_harmless(line)) << line;
  EXPECT_EQ(json::parse(line).at("body").at("data"), body);
  catcher.signal(SIGTERM);
  EXPECT_EQ(catcher.wait(), 0);
}

}  // namespace
}  // namespace hookline::test
