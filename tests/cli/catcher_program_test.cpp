#include "catcher/captures/store/capture_store.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include <gtest/gtest.h>

namespace hookline::test {
namespace {

const std::vector<std::string> kFreePorts = {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0"};

std::vector<std::string> on_free_ports(std::vector<std::string> more) {
  more.insert(more.begin(), kFreePorts.begin(), kFreePorts.end());
  return more;
}

std::string url_in(const std::string& line, const std::string& prefix) {
  EXPECT_TRUE(line.starts_with(prefix)) << line;
  return line.substr(prefix.size());
}

TEST(CatcherProgram, SaysWhereItCatchesAndWatchesOnceBothAccept) {
  ChildProcess catcher("catcher", on_free_ports({"--store", "memory"}));
  const std::string catching = url_in(catcher.read_line(), "catching on ");
  const std::string watching = url_in(catcher.read_line(), "watching on ");
  RawClient sender(catching);
  sender.send("POST /x HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
  EXPECT_EQ(body_of_answer(sender.read_answer()), "caught 1\n");
  EXPECT_NE(catcher.read_line().find("#1 POST /x 3 B -> 200"), std::string::npos);
  RawClient viewer(watching);
  viewer.send("GET /api/health HTTP/1.1\r\n\r\n");
  EXPECT_NE(viewer.read_answer().find("\"status\":\"ok\""), std::string::npos);
}

TEST(CatcherProgram, EndsWithin2SecondsAtASignalWithAllAnsweredStored) {
  for (const int number : {SIGINT, SIGTERM}) {
    const TempFolder folder;
    ChildProcess catcher("catcher", on_free_ports({"--store", folder.file("c.db"), "--quiet"}));
    RawClient sender(url_in(catcher.read_line(), "catching on "));
    RawClient viewer(url_in(catcher.read_line(), "watching on "));
    viewer.send("GET /api/stream HTTP/1.1\r\n\r\n");
    viewer.read_until("retry:");
    RawClient half(catcher.out().substr(12, catcher.out().find('\n') - 12));
    half.send("POST / HTTP/1.1\r\nContent-Le");
    sender.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
    EXPECT_EQ(status_of_answer(sender.read_answer()), 200);
    const auto start = std::chrono::steady_clock::now();
    catcher.signal(number);
    catcher.signal(SIGTERM);  // in the same moment, as `timeout` signals twice
    EXPECT_EQ(catcher.wait(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    EXPECT_GE(open_sqlite_store(folder.file("c.db"), {})->counts().total, 1u);
  }
}

TEST(CatcherProgram, EndsAtASignalWhereNobodyReadsItsOutput) {
  ChildProcess catcher("catcher", on_free_ports({"--store", "memory"}));
  RawClient sender(url_in(catcher.read_line(), "catching on "));
  const std::string request =
      "POST /" + std::string(190, 'x') + " HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b";
  for (int i = 0; i < 1000; ++i) {  // three times what a pipe holds
    sender.send(request);
    ASSERT_EQ(status_of_answer(sender.read_answer()), 200);
  }
  const auto start = std::chrono::steady_clock::now();
  catcher.signal(SIGTERM);
  EXPECT_EQ(catcher.wait_unread(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(CatcherProgram, EndsWithOneLineAndCode1AtABadFlag) {
  for (const std::vector<std::string>& flags : {std::vector<std::string>{"--listen", "nowhere"},
                                                {"--keep", "0"},
                                                {"--unheard-of"},
                                                {"stray"}}) {
    ChildProcess catcher("catcher", flags);
    EXPECT_EQ(catcher.wait(), 1);
    EXPECT_EQ(catcher.out(), "");
    EXPECT_EQ(std::count(catcher.err().begin(), catcher.err().end(), '\n'), 1) << catcher.err();
  }
}

TEST(CatcherProgram, ForwardsToTheUsersAppAndEndsInTimeWhileItIsSilent) {
  ScriptedReceiver app([](ScriptedReceiver::Connection& connection) {
    if (connection.read_request().starts_with("POST /quick")) {
      connection.send(plain_answer(418));
    } else {
      connection.read_to_end();
    }
  });
  ChildProcess catcher("catcher", on_free_ports({"--store", "memory", "--forward", app.url("/")}));
  const std::string url = url_in(catcher.read_line(), "catching on ");
  RawClient quick(url);
  quick.send("POST /quick HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
  EXPECT_EQ(status_of_answer(quick.read_answer()), 418);
  RawClient waiting(url);
  waiting.send("POST /slow HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
  ASSERT_TRUE(app.wait_for_requests(2));
  const auto start = std::chrono::steady_clock::now();
  catcher.signal(SIGTERM);
  EXPECT_EQ(status_of_answer(waiting.read_to_end()), 503);
  EXPECT_EQ(catcher.wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_NE(catcher.err().find("forwarding to " + app.url("/")), std::string::npos);
}

TEST(CatcherProgram, EndsWithOneLineWhereItMayNotForward) {
  for (const auto& [url, code] :
       {std::pair("http://example.com", 3), {"localhost:3000", 1}, {"http://localhost/?a", 1}}) {
    ChildProcess catcher("catcher", on_free_ports({"--store", "memory", "--forward", url}));
    EXPECT_EQ(catcher.wait(), code) << url;
    EXPECT_EQ(catcher.out(), "");
    EXPECT_EQ(std::count(catcher.err().begin(), catcher.err().end(), '\n'), 1) << catcher.err();
  }
}

TEST(CatcherProgram, EndsWithCode3WhereThePortIsTaken) {
  ChildProcess first("catcher", on_free_ports({"--store", "memory"}));
  const std::string taken = url_in(first.read_line(), "catching on http://");
  ChildProcess second("catcher", {"--store", "memory", "--listen", taken, "--page", "127.0.0.1:0"});
  EXPECT_EQ(second.wait(), 3);
  EXPECT_NE(second.err().find(taken + " is in use"), std::string::npos) << second.err();
  ChildProcess third("catcher", {"--store", "memory", "--page", taken, "--listen", "127.0.0.1:0"});
  EXPECT_EQ(third.wait(), 3);
  EXPECT_EQ(third.out(), "");
}

TEST(CatcherProgram, EndsWithCode3WhereTheStoreCannotBeUsed) {
  const TempFolder folder;
  std::filesystem::create_directory(folder.file("folder"));
  for (const std::string& file : {folder.file("missing/c.db"), folder.file("folder")}) {
    ChildProcess catcher("catcher", on_free_ports({"--store", file}));
    EXPECT_EQ(catcher.wait(), 3);
    EXPECT_NE(catcher.err().find(file), std::string::npos) << catcher.err();
    EXPECT_EQ(std::count(catcher.err().begin(), catcher.err().end(), '\n'), 1) << catcher.err();
  }
}

TEST(CatcherProgram, EndsWithCode2WhereTheReplyRulesMakeNoSense) {
  const TempFolder folder;
  ChildProcess catcher("catcher",
                       on_free_ports({"--store", "memory", "--replies", folder.file("none.json")}));
  EXPECT_EQ(catcher.wait(), 2);
  EXPECT_NE(catcher.err().find("none.json"), std::string::npos) << catcher.err();
  std::ofstream(folder.file("r.json")) << R"([{"reply": [{}, {"status": 20}]}])";
  ChildProcess second("catcher",
                      on_free_ports({"--store", "memory", "--replies", folder.file("r.json")}));
  EXPECT_EQ(second.wait(), 2);
  EXPECT_EQ(second.out(), "");
  EXPECT_NE(second.err().find(
                "r.json:1:28: /0/reply/1/status: must be an integer from 200 to 599, not 20"),
            std::string::npos)
      << second.err();
}

TEST(CatcherProgram, PrintsTheSeedThatRepliesAreDrawnBy) {
  const TempFolder folder;
  std::ofstream(folder.file("r.json")) << R"([{"percent": 50, "reply": {"status": 500}}])";
  const auto draws = [&](const std::vector<std::string>& more) {
    std::vector<std::string> flags = {"--store", "memory", "--quiet", "--replies",
                                      folder.file("r.json")};
    flags.insert(flags.end(), more.begin(), more.end());
    ChildProcess catcher("catcher", on_free_ports(flags));
    RawClient sender(url_in(catcher.read_line(), "catching on "));
    std::string statuses;
    for (int i = 0; i < 40; ++i) {
      sender.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
      statuses += status_of_answer(sender.read_answer()) == 500 ? 'x' : '.';
    }
    catcher.signal(SIGTERM);
    EXPECT_EQ(catcher.wait(), 0);
    return std::pair(statuses, catcher.err());
  };
  const auto [statuses, said] = draws({});
  const std::string marker = "--seed ";
  ASSERT_NE(said.find(marker), std::string::npos) << said;
  const auto at = said.find(marker) + marker.size();
  const auto seed = said.substr(at, said.find('\n', at) - at);
  EXPECT_EQ(draws({"--seed", seed}).first, statuses);
}

TEST(CatcherProgram, SaysNothingOfASeedThatNothingIsDrawnBy) {
  ChildProcess catcher("catcher", on_free_ports({"--store", "memory", "--seed", "5"}));
  catcher.read_line();
  catcher.read_line();
  catcher.signal(SIGTERM);
  EXPECT_EQ(catcher.wait(), 0);
  EXPECT_EQ(catcher.err(), "");
}

TEST(CatcherProgram, WritesALineOfJsonPerRequestForPipes) {
  ChildProcess catcher("catcher", on_free_ports({"--store", "memory", "--format", "json"}));
  RawClient sender(url_in(catcher.read_line(), "catching on "));
  RawClient viewer(url_in(catcher.read_line(), "watching on "));
  for (const char* id : {"1", "2"}) {
    sender.send("POST /x HTTP/1.1\r\nContent-Length: 4\r\n\r\na\n\"b");
    sender.read_answer();
    viewer.send("GET /api/captures/" + std::string(id) + " HTTP/1.1\r\n\r\n");
    EXPECT_EQ(catcher.read_line() + "\n", body_of_answer(viewer.read_answer()));
  }
}

TEST(CatcherProgram, WritesInColourOnATerminalAlone) {
  const std::string program = program_path("catcher");
  const std::string flags = " --listen 127.0.0.1:0 --page 127.0.0.1:0 --store memory";
  for (const auto& [environment, coloured] :
       {std::pair("env -u NO_COLOR TERM=xterm ", true), {"env NO_COLOR=1 TERM=xterm ", false}}) {
    ChildProcess terminal("/usr/bin/script", {"-qec", environment + program + flags, "/dev/null"});
    auto catching = url_in(terminal.read_line(), "catching on ");
    RawClient sender(catching.substr(0, catching.find('\r')));
    terminal.read_line();
    sender.send("POST /x HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
    sender.read_answer();
    EXPECT_EQ(terminal.read_line().find("\x1b[32mPOST\x1b[0m /x") != std::string::npos, coloured);
    terminal.signal(SIGTERM);  // goes on to the catcher
    terminal.wait();
  }
}

TEST(CatcherProgram, AnswersHelpAndVersionOnStandardOutput) {
  ChildProcess help("catcher", {"--help"});
  EXPECT_EQ(help.wait(), 0);
  EXPECT_NE(help.out().find("--listen"), std::string::npos);
  ChildProcess version("catcher", {"--version"});
  EXPECT_EQ(version.wait(), 0);
  EXPECT_EQ(version.out(), std::string("catcher ") + HOOKLINE_VERSION + "\n");
}

TEST(CatcherProgram, KeepsWhatItAnsweredThroughAKill) {
  const TempFolder folder;
  int answered = 0;
  for (int round = 0; round < 3; ++round) {
    ChildProcess catcher("catcher", on_free_ports({"--store", folder.file("c.db"), "--quiet"}));
    RawClient sender(url_in(catcher.read_line(), "catching on "));
    for (int i = 0; i < 50; ++i) {
      sender.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
      ++answered;
      EXPECT_EQ(body_of_answer(sender.read_answer()), "caught " + std::to_string(answered) + "\n");
    }
    catcher.signal(SIGKILL);
    EXPECT_EQ(catcher.wait(), 128 + SIGKILL);
  }
  EXPECT_EQ(open_sqlite_store(folder.file("c.db"), {})->counts().total, 150u);
}

}  // namespace
}  // namespace hookline::test
