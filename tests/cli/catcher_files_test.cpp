#include "catcher/base/signing/signer.h"
#include "tests/support/api_answer.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

using Words = std::vector<std::string>;

/// For `env`: the catcher on free ports. `environment`: as in "NAME=VALUE".
Words program_words(const Words& flags, Words environment) {
  Words words = std::move(environment);
  words.insert(words.end(), {program_path("catcher"), "--listen", "127.0.0.1:0", "--page",
                             "127.0.0.1:0", "--store", "memory"});
  words.insert(words.end(), flags.begin(), flags.end());
  return words;
}

/// The catcher program on free ports, and what a test asks of it.
class Program {
 public:
  explicit Program(const Words& flags, const Words& environment = {})
      : process_("/usr/bin/env", program_words(flags, environment)),
        catching_(url_in(process_.read_line(), "catching on ")),
        watching_(url_in(process_.read_line(), "watching on ")) {}

  void post(const std::string& target, const std::string& body, const Headers& headers) {
    std::string head = "POST " + target + " HTTP/1.1\r\nConnection: close\r\n";
    for (const Header& header : headers) head += header.name + ": " + header.value + "\r\n";
    send(fmt::format("{}Content-Length: {}\r\n\r\n{}", head, body.size(), body));
  }
  void send(const std::string& request) {
    RawClient client(catching_);
    client.send(request);
    client.finish_sending();
    client.read_to_end();
  }
  ApiAnswer get(const std::string& target) { return call_api(watching_, "GET", target); }
  json capture(int id) { return json::parse(get(fmt::format("/api/captures/{}", id)).body); }
  std::string read_line() { return process_.read_line(); }

 private:
  static std::string url_in(const std::string& line, const std::string& prefix) {
    EXPECT_TRUE(line.starts_with(prefix)) << line;
    return line.substr(prefix.size());
  }

  ChildProcess process_;
  const std::string catching_;
  const std::string watching_;
};

/// What the catcher says, and with which code it ends, where it can't start.
struct Ending {
  int code = 0;
  std::string said;
};

Ending ending_of(const Words& flags) {
  ChildProcess catcher("/usr/bin/env", program_words(flags, {"HOOKLINE_SIGNING_KEY="}));
  const int code = catcher.wait();
  EXPECT_EQ(catcher.out(), "");
  EXPECT_EQ(std::count(catcher.err().begin(), catcher.err().end(), '\n'), 1) << catcher.err();
  return {code, catcher.err()};
}

class CatcherFiles : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_.file(name), std::ios::binary) << text;
    return folder_.file(name);
  }
  /// Of a form with that signature.
  static std::string verdict(Program& catcher, const SigningKey& key) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto now_s = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    catcher.post("/", "a=b", sign(key, "m", now_s, "a=b"));
    return catcher.capture(1).at("signature").at("verdict");
  }

  TempFolder folder_;
};

const SigningKey kGithubKey{.scheme = SignatureScheme::kGitHub, .secret = "s3cret key"};

TEST_F(CatcherFiles, AKeyAloneInAFileJudgesCaptures) {
  Program catcher(
      {"--quiet", "--signing-scheme", "github", "--signing-key-file", file("key", "s3cret key\n")});
  EXPECT_EQ(verdict(catcher, kGithubKey), "valid");
}

TEST_F(CatcherFiles, AKeyOfTheEnvironmentJudgesCaptures) {
  Program catcher({"--quiet", "--signing-scheme", "hmac-sha256", "--signing-header", "X-Sum"},
                  {"HOOKLINE_SIGNING_KEY=s3cret key"});
  EXPECT_EQ(
      verdict(catcher,
              {.scheme = SignatureScheme::kHmacSha256, .secret = "s3cret key", .header = "X-Sum"}),
      "valid");
}

TEST_F(CatcherFiles, AListOfKeysInAFileJudgesCaptures) {
  Program catcher({"--quiet", "--signing-key-file",
                   file("keys.json", R"([{"scheme":"stripe","key":"x","match":{"path":"/s"}},
                                         {"scheme":"github","key":"another"}])")});
  EXPECT_NE(verdict(catcher, kGithubKey), "valid");
  EXPECT_EQ(json::parse(catcher.get("/api/signing").body).size(), 2U);
}

TEST_F(CatcherFiles, ABadSigningKeyEndsTheStartWithItsPlaceAndWithoutTheKey) {
  const auto said = [&](const Words& flags) {
    const Ending end = ending_of(flags);
    EXPECT_EQ(end.code, 2) << end.said;
    EXPECT_THAT(end.said, Not(HasSubstr("s3cret")));
    return end.said;
  };
  const Words github = {"--signing-scheme", "github", "--signing-key-file"};
  const auto with = [](Words flags, const std::string& last) {
    flags.push_back(last);
    return flags;
  };
  EXPECT_THAT(said(with(github, folder_.file("none"))), HasSubstr("/none: can't be read"));
  EXPECT_THAT(said(with(github, folder_.path().string())), HasSubstr("can't be read"));
  EXPECT_THAT(said(with(github, file("empty", "\n"))), HasSubstr("/empty: is empty"));
  EXPECT_THAT(said(with(github, file("large", std::string((1 << 20) + 1, 'k')))),
              HasSubstr("/large: is over 1 MiB"));
  EXPECT_THAT(said({"--signing-scheme", "standard-webhooks", "--signing-key-file",
                    file("odd", "whsec_s3cret!")}),
              HasSubstr("/odd: "));
  const Words list = {"--signing-key-file"};
  EXPECT_THAT(said(with(list, file("alone", "s3cret"))),
              HasSubstr("/alone: not JSON, at byte 1; a file that holds one key alone wants "
                        "--signing-scheme"));
  EXPECT_THAT(said(with(list, file("cut", R"([{"scheme":"github","key":"s3cret)"))),
              HasSubstr("/cut: not JSON, at byte "));
  EXPECT_THAT(said(with(list, file("md5", R"([{"scheme":"md5","key":"s3cret"}])"))),
              HasSubstr("/md5: /0/scheme: "));
}

TEST_F(CatcherFiles, SigningFlagsThatDoNotFitTogetherAreAUsageError) {
  for (const auto& [flags, says] :
       {std::pair<Words, std::string>{{"--signing-scheme", "md5"}, "--signing-scheme md5"},
        {{"--signing-scheme", "github"}, "HOOKLINE_SIGNING_KEY"},
        {{"--signing-header", "X"}, "--signing-scheme"},
        {{"--signing-scheme", "stripe", "--signing-header", "X"}, "--signing-header"}}) {
    const Ending end = ending_of(flags);
    EXPECT_EQ(end.code, 1) << end.said;
    EXPECT_THAT(end.said, HasSubstr(says));
  }
}

TEST_F(CatcherFiles, ACatalogueNamesEventsAndIsServedAsItIs) {
  const std::string text =
      R"({"events": [{"name": "sale", "label": "Sale", "fields": [{"name": "type"}]}]})";
  Program catcher({"--quiet", "--catalogue", file("events.json", text)});
  catcher.post("/", "type=sale&odd=1", {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(catcher.capture(1).at("event").at("name"), "sale");
  EXPECT_EQ(catcher.capture(1).at("event").at("unknown"), json{"odd"});
  EXPECT_EQ(catcher.get("/api/catalogue").body, text);
}

TEST_F(CatcherFiles, ABadCatalogueEndsTheStartWithItsPlace) {
  const auto said = [&](const std::string& name) {
    const Ending end = ending_of({"--catalogue", name});
    EXPECT_EQ(end.code, 2) << end.said;
    return end.said;
  };
  EXPECT_THAT(said(folder_.file("none.json")), HasSubstr("/none.json: can't be read"));
  EXPECT_THAT(said(folder_.path().string()), HasSubstr("can't be read"));
  EXPECT_THAT(said(file("cut.json", "{\"events\":\n[{")),
              HasSubstr("/cut.json: the catalogue: not JSON: "));
  EXPECT_THAT(said(file("cut.json", "{\"events\":\n[{")), HasSubstr("line 2, column"));
  EXPECT_THAT(said(file("kind.json", R"({"events": 5})")), HasSubstr("/kind.json: /events: "));
  EXPECT_THAT(said(file("label.json", R"({"events": [{"name": "a", "label": 5, "fields": []}]})")),
              HasSubstr("/label.json: /events/0/label: "));
}

TEST_F(CatcherFiles, BrokenReplyRulesEndTheStartWithTheirPlace) {
  const auto said = [&](const std::string& text) {
    const Ending end = ending_of({"--replies", file("r.json", text)});
    EXPECT_EQ(end.code, 2) << end.said;
    return end.said;
  };
  EXPECT_THAT(said("[{\"reply\": {}\n,}]"), HasSubstr("/r.json: not JSON: "));
  EXPECT_THAT(said("[{\"reply\": {}\n,}]"), HasSubstr("line 2, column"));
  EXPECT_THAT(said(""), HasSubstr("/r.json: not JSON: "));
  EXPECT_THAT(said(R"([{"reply": {}, "replies": {}}])"), HasSubstr("/r.json: /0/replies: "));
  EXPECT_THAT(said(R"([{"reply": {}, "reply": {}}])"), HasSubstr("/r.json: /0/reply: "));
  EXPECT_THAT(said(R"([{"reply": {"body": "{{nothing}}", "template": true}}])"),
              HasSubstr("/r.json: /0/reply/body: "));
}

TEST(ForwardFlag, SaysWhatIsWrongWithItsUrl) {
  for (const auto& [url, code] : {std::pair<std::string, int>{"http://192.0.2.1", 3},
                                  {"https://example.com/hooks", 3},
                                  {"http://localhost.example.com", 3},
                                  {"ftp://localhost", 1},
                                  {"http://", 1},
                                  {"http://localhost:99999", 1},
                                  {"http://user:pw@localhost:3000", 1},
                                  {"http://local host", 1},
                                  {"localhost", 1}}) {
    const Ending end = ending_of({"--forward", url});
    EXPECT_EQ(end.code, code) << url << ": " << end.said;
    EXPECT_THAT(end.said, HasSubstr("--forward"));
    EXPECT_EQ(end.said.find("--allow-host") != end.said.npos, code == 3) << end.said;
  }
}

TEST(ForwardFlag, MayNameAHostThatIsAllowed) {
  Program catcher({"--forward", "http://192.0.2.1:9", "--allow-host", "192.0.2.1"});
  EXPECT_EQ(catcher.get("/api/health").status, 200);
}

TEST(FormatFlag, WritesLinesThatAreJsonWhateverWasCaught) {
  Program catcher({"--format", "json"});
  const Words requests = {
      "POST /a HTTP/1.1\r\nX: \"\\\x1b[31m\xff\r\nContent-Length: 5\r\n\r\n\n\"\\\xff\x1b",
      "no request at all\r\n\r\n", "GET /\xe2\x80\xae HTTP/1.1\r\n\r\n"};
  int id = 0;
  for (const std::string& request : requests) {
    catcher.send(request);
    const std::string line = catcher.read_line();
    EXPECT_EQ(line.find('\x1b'), line.npos) << line;
    const json said = json::parse(line, nullptr, false);
    ASSERT_TRUE(said.is_object()) << line;
    EXPECT_EQ(said.at("id"), ++id);
  }
}

TEST(NoColour, IsWrittenWhereTheOutputIsNoTerminal) {
  Program catcher({}, {"TERM=xterm"});
  catcher.post("/x", "a=b", {});
  const std::string line = catcher.read_line();
  EXPECT_THAT(line, HasSubstr("POST /x"));
  EXPECT_EQ(line.find('\x1b'), line.npos) << line;
}

}  // namespace
}  // namespace hookline::test
