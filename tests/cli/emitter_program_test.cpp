#include "tests/support/child_process.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string scenario(const std::string& url, const std::string& more) {
  return fmt::format(R"({{"name": "Jane opens", "account": {{
      "contacts": [{{"id": 42, "email": "jane@example.com"}}],
      "webhooks": [{{"name": "A", "url": "{}", "events": "all"}}]}},
      "steps": [{{"event": "open", "contact": 42{}}}],
      "expect": [{{"webhook": "A", "fields": {{"contact[email]": "jane@example.com"}}}}]}})",
                     url, more);
}

std::string read(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class EmitterProgram : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.file(name), std::ios::binary) << text;
    return folder_.file(name);
  }
  /// Runs to the end. Expects that code and at most one line on standard error.
  void run(const std::vector<std::string>& arguments, int code) {
    ChildProcess emitter("emitter", arguments);
    EXPECT_EQ(emitter.wait(), code) << emitter.err();
    out_ = emitter.out();
    err_ = emitter.err();
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), code == 0 || code == 4 ? 0 : 1) << err_;
  }

  TempFolder folder_;
  std::string out_;
  std::string err_;
};

TEST_F(EmitterProgram, EndsWith0WhereAllIsWell) {
  run({"replay", write("a.json", scenario("{catcher}/a", ""))}, 0);
  EXPECT_THAT(out_, StartsWith("ok "));
  EXPECT_THAT(out_, HasSubstr("1 scenario: 1 passed, 0 failed; 1 delivery in "));
}

TEST_F(EmitterProgram, EndsWith1AtAWrongCallAndSaysWhatToDo) {
  const std::vector<std::vector<std::string>> calls = {
      {},
      {"repaly"},
      {"replay"},
      {"replay", "--bogus", "a.json"},
      {"check"},
      {"replay", "a.json", "--speed", "fast"},
      {"replay", "a.json", "--speed", "0"},
      {"replay", write("a.json", scenario("{catcher}/a", "")), "--catcher", "nowhere"}};
  for (const auto& call : calls) {
    run(call, 1);
    EXPECT_THAT(err_, StartsWith("emitter: "));
    EXPECT_EQ(out_, "");
  }
  run({"repaly"}, 1);
  EXPECT_THAT(err_, HasSubstr("did you mean \"replay\"?"));
}

TEST_F(EmitterProgram, NamesTheFlagThatWasProbablyMeant) {
  run({"replay", "a.json", "--jsn", "x"}, 1);
  EXPECT_THAT(err_, HasSubstr("\"--jsn\" is no flag; did you mean \"--json\"?"));
  run({"load", "--too=http://127.0.0.1:1/"}, 1);
  EXPECT_THAT(err_, HasSubstr("\"--too\" is no flag; did you mean \"--to\"?"));
  run({"check", "--zzzzzzzz", "a.json"}, 1);
  EXPECT_THAT(err_, HasSubstr("\"--zzzzzzzz\" is no flag; `emitter check --help` tells more"));
  run({"rplay"}, 1);
  EXPECT_THAT(err_, HasSubstr("did you mean \"replay\"?"));
  ChildProcess catcher("catcher", {"--lisen", "127.0.0.1:0", "--store", "memory"});
  EXPECT_EQ(catcher.wait(), 1);
  EXPECT_THAT(catcher.err(), HasSubstr("\"--lisen\" is no flag; did you mean \"--listen\"?"));
}

TEST_F(EmitterProgram, SaysWhereAKeyBelongs) {
  run({"check", write("a.json", R"({"name": "a", "account": {"currency": "eur"}, "steps": []})")},
      2);
  EXPECT_THAT(err_,
              HasSubstr("/account/currency: the key \"currency\" is not known here; it belongs "
                        "into /account/profile"));
}

TEST_F(EmitterProgram, EndsWith2AtAnInputThatIsNotValid) {
  run({"replay", folder_.file("missing.json")}, 2);
  EXPECT_THAT(err_, HasSubstr("missing.json: there is no such file"));
  run({"check", write("bad.json", "{\"name\": 1}")}, 2);
  EXPECT_THAT(err_, HasSubstr("bad.json:1:10: /name: must be a text, not 1"));
  run({"check", folder_.file("nothing/below")}, 2);
}

TEST_F(EmitterProgram, ShowsTheMistakesOfAllFilesAtOnce) {
  write("a.json", "[]");
  write("b.json", "{");
  ChildProcess emitter("emitter", {"check", folder_.path().string()});
  EXPECT_EQ(emitter.wait(), 2);
  EXPECT_THAT(emitter.err(), HasSubstr("a.json: "));
  EXPECT_THAT(emitter.err(), HasSubstr("b.json:1:2: not valid JSON"));
}

TEST_F(EmitterProgram, PlaysTheOtherFilesBesideABrokenOneAndReportsIt) {
  write("a.json", scenario("{catcher}/a", ""));
  write("b.json", R"({"name": 1, "steps": [{"event": "read"}]})");
  write("c.json", scenario("{catcher}/c", ""));
  const std::string json = folder_.file("report");
  const std::string junit = folder_.file("junit");
  const std::string html = folder_.file("html");
  ChildProcess emitter("emitter", {"replay", folder_.path().string(), "--json", json, "--junit",
                                   junit, "--html", html});
  EXPECT_EQ(emitter.wait(), 2);
  EXPECT_THAT(emitter.err(), HasSubstr("b.json:1:10: /name: must be a text, not 1\n"));
  EXPECT_THAT(emitter.err(), HasSubstr("b.json:1:33: /steps/0/event: \"read\" is no event"));
  EXPECT_THAT(emitter.out(), HasSubstr("3 scenarios: 2 passed, 0 failed, 1 error; 2 deliver"));
  EXPECT_THAT(emitter.out(), HasSubstr("b.json:1:10: /name: must be a text, not 1\n"));
  const auto report = nlohmann::json::parse(read(json));
  EXPECT_EQ(report.at("errors"), 1);
  EXPECT_EQ(report.at("passed"), 2);
  EXPECT_EQ(report.at("scenarios").at(1).at("errors").size(), 2U);
  EXPECT_EQ(report.at("scenarios").at(1).at("passed"), false);
  EXPECT_THAT(read(junit), HasSubstr("tests=\"3\" failures=\"0\" errors=\"1\""));
  EXPECT_THAT(read(junit), HasSubstr("<error type=\"error\" message=\""));
  EXPECT_THAT(read(html), HasSubstr("1 with errors"));
}

TEST_F(EmitterProgram, PassesOverTheSchemaBesideScenarios) {
  const std::string schema = write(
      "scenario.schema.json", R"({"$schema": "https://json-schema.org/draft/2020-12/schema"})");
  run({"check", write("a.json", scenario("{catcher}/a", "")), schema}, 0);
  EXPECT_THAT(out_, HasSubstr("1 scenario is valid"));
  run({"check", schema}, 2);
  EXPECT_THAT(err_, HasSubstr("is a JSON Schema, no scenario"));
}

TEST_F(EmitterProgram, KeepsItsCapturesWhereItIsToldTo) {
  const std::string store = folder_.file("captures.db");
  run({"replay", write("a.json", scenario("{catcher}/a", "")), "--keep-captures", store}, 0);
  EXPECT_THAT(read(store), StartsWith("SQLite format 3"));
  run({"replay", folder_.file("a.json"), "--keep-captures", store, "--catcher", "http://x"}, 1);
  EXPECT_THAT(err_, HasSubstr("--keep-captures goes with the emitter's own catcher"));
}

TEST_F(EmitterProgram, SaysHowToPlayAFailedScenarioAgainWithTheSameFlags) {
  ScriptedReceiver endpoint(answering(plain_answer(500)));
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  run({"replay", "--json=" + folder_.file("r.json"), file, "--deliver-to", endpoint.url("/hook"),
       "--retry", "2", "--speed=max"},
      4);
  EXPECT_THAT(out_, HasSubstr(fmt::format("next: emitter replay --deliver-to {} --speed max "
                                          "--retry 2 --explain {}\n",
                                          endpoint.url("/hook"), file)));
}

TEST_F(EmitterProgram, RepeatsNoTokenOfACatcher) {
  RunningCatcher catcher;
  const std::string file = write("a.json", scenario("{catcher}/a", R"(, "repeat": 2)"));
  std::string text = read(file);
  text.replace(text.find(R"("webhook": "A")"), 14, R"("webhook": "A", "count": 1)");
  write("a.json", text);
  run({"replay", file, "--catcher", catcher->watching_url() + "/?token=secret"}, 4);
  EXPECT_THAT(out_, HasSubstr(fmt::format("next: emitter replay --catcher {}/ --explain {}\n",
                                          catcher->watching_url(), file)));
  EXPECT_THAT(out_, testing::Not(HasSubstr("secret")));
}

TEST_F(EmitterProgram, WarnsOfAScenarioThatExpectsNothing) {
  ChildProcess emitter("emitter", {"check", write("a.json", R"({"name": "x", "steps": []})")});
  EXPECT_EQ(emitter.wait(), 0);
  EXPECT_THAT(emitter.err(), HasSubstr("a.json: expects nothing, so it passes whatever arrives"));
}

TEST_F(EmitterProgram, LeavesNoReportOfAnEarlierRunWhereNothingCanBePlayed) {
  const std::string json = write("report", "{\"passed\": 7}");
  ChildProcess emitter("emitter", {"replay", write("a.json", "{"), folder_.file("missing.json"),
                                   folder_.file("nothing/"), "--json", json});
  EXPECT_EQ(emitter.wait(), 2);
  const auto report = nlohmann::json::parse(read(json));
  EXPECT_EQ(report.at("passed"), 0);
  EXPECT_EQ(report.at("errors"), 3);
}

TEST_F(EmitterProgram, RefusesPromisesThatMakeNoSense) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  const auto refused = [&](const std::vector<std::string>& flags) {
    std::vector<std::string> call = {"replay", file};
    call.insert(call.end(), flags.begin(), flags.end());
    run(call, 1);
    return err_;
  };
  EXPECT_THAT(refused({"--preset", "shopfy"}),
              HasSubstr("--preset shopfy: \"shopfy\" is no preset; did you mean \"shopify\"?"));
  EXPECT_THAT(refused({"--retry", "5s,soon"}),
              HasSubstr("--retry 5s,soon: \"soon\" is not a duration"));
  EXPECT_THAT(refused({"--retry-after-max", "x"}), HasSubstr("--retry-after-max x: "));
  EXPECT_THAT(refused({"--sign", "strip"}), HasSubstr("did you mean \"stripe\"?"));
  EXPECT_THAT(refused({"--sign", "github"}), HasSubstr("HOOKLINE_SIGNING_KEY"));
  EXPECT_THAT(refused({"--signing-key-file", file}), HasSubstr("--sign SCHEME"));
}

TEST_F(EmitterProgram, RefusesAKeyInItsArgumentsAndDoesNotRepeatIt) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  for (const char* flag : {"--sign", "--signing-key", "--key", "--secret", "--signing-key-file"}) {
    std::vector<std::string> call = {"replay", file, flag, "whsec_c2VjcmV0"};
    if (std::string_view(flag) == "--signing-key-file")
      call.insert(call.end(), {"--sign", "stripe"});
    run(call, 1);
    EXPECT_THAT(err_, HasSubstr("a key never stands in the argument list"));
    EXPECT_THAT(err_, testing::Not(HasSubstr("whsec_c2VjcmV0")));
  }
}

TEST_F(EmitterProgram, RefusesAKeyFileThatIsMissingEmptyOrBroken) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  const auto refused = [&](const std::string& key_file) {
    run({"replay", file, "--sign", "standard-webhooks", "--signing-key-file", key_file}, 2);
    return err_;
  };
  EXPECT_THAT(refused(folder_.file("none")), HasSubstr("none: can't be read"));
  EXPECT_THAT(refused(write("empty", "\n")), HasSubstr("empty: is empty"));
  EXPECT_THAT(refused(write("broken", "whsec_no base64")), HasSubstr("broken: "));
}

TEST_F(EmitterProgram, SignsWithTheKeyOfAFile) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  run({"replay", file, "--sign", "hmac", "--signing-header", "X-Mine", "--signing-key-file",
       write("key", "secret\n")},
      0);
}

TEST_F(EmitterProgram, TellsWhichSeedItDrew) {
  ChildProcess emitter("emitter", {"replay", write("a.json", scenario("{catcher}/a", "")),
                                   "--retry", "3", "--jitter", "10"});
  EXPECT_EQ(emitter.wait(), 0);
  EXPECT_THAT(emitter.err(), testing::ContainsRegex("jitter drawn from --seed [0-9]+"));
}

TEST_F(EmitterProgram, EndsWith3AtAForeignHost) {
  run({"replay", write("a.json", scenario("http://hooks.example.com/", ""))}, 3);
  EXPECT_THAT(err_, HasSubstr("--allow-host"));
  EXPECT_EQ(out_, "");
}

TEST_F(EmitterProgram, DeliversToTheUsersEndpointAndCountsItsAnswer) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  ScriptedReceiver fine(answering(plain_answer(200)));
  run({"replay", file, "--deliver-to", fine.url("/hook")}, 0);
  EXPECT_THAT(fine.requests().at(0), StartsWith("POST /hook HTTP/1.1"));
  ScriptedReceiver broken(answering(plain_answer(500)));
  run({"replay", file, "--deliver-to", broken.url("/hook")}, 4);
  EXPECT_THAT(out_, HasSubstr("a.json: /account/webhooks/0"));
  EXPECT_THAT(out_, HasSubstr("actual    500"));
}

TEST_F(EmitterProgram, GuardsTheUsersEndpoint) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  run({"replay", file, "--deliver-to", "http://hooks.example.com/x"}, 3);
  EXPECT_THAT(err_, HasSubstr("--allow-host hooks.example.com"));
  run({"replay", file, "--deliver-to", "hooks.example.com"}, 1);
  run({"replay", file, "--deliver-to", "http://localhost:1", "--catcher", "http://localhost:2"}, 1);
  EXPECT_THAT(err_, HasSubstr("--forward"));
}

TEST_F(EmitterProgram, EndsWith3WhereAReportCannotBeWritten) {
  const std::string file = write("a.json", scenario("{catcher}/a", ""));
  run({"replay", file, "--json", folder_.file("no/such/folder.json")}, 3);
  EXPECT_THAT(err_, HasSubstr("--json "));
  EXPECT_EQ(out_, "");
}

TEST_F(EmitterProgram, EndsWith4AndReportsWhatDiffers) {
  std::string text = scenario("{catcher}/a", "");
  text.replace(text.rfind("jane@"), 5, "joe@");
  run({"replay", write("a.json", text), "--json", folder_.file("r.json"), "--junit",
       folder_.file("r.xml"), "--html", folder_.file("r.html")},
      4);
  EXPECT_THAT(out_, StartsWith("FAIL"));
  EXPECT_THAT(out_, HasSubstr("a.json: /expect/0/fields/contact[email]"));
  EXPECT_THAT(out_, HasSubstr("expected  joe@example.com"));
  EXPECT_THAT(out_, HasSubstr("actual    jane@example.com"));
  const auto json = nlohmann::json::parse(read(folder_.file("r.json")));
  EXPECT_EQ(json.at("failed"), 1);
  EXPECT_EQ(json.at("scenarios").at(0).at("failures").at(0).at("expected"), "joe@example.com");
  EXPECT_THAT(read(folder_.file("r.xml")), HasSubstr("failures=\"1\""));
  EXPECT_THAT(read(folder_.file("r.html")), HasSubstr("joe@example.com"));
}

TEST_F(EmitterProgram, ChecksWithoutSending) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  run({"check", write("a.json", scenario(receiver.url(), ""))}, 0);
  EXPECT_THAT(out_, HasSubstr("1 scenario is valid"));
  EXPECT_EQ(receiver.connections(), 0U);
}

TEST_F(EmitterProgram, ExplainsAndShowsCoverage) {
  run({"replay", "--explain", "--coverage", write("a.json", scenario("{catcher}/a", ""))}, 0);
  EXPECT_THAT(out_, HasSubstr("-> \"A\" "));
  EXPECT_THAT(out_, HasSubstr("1 of 100 combinations"));
}

TEST_F(EmitterProgram, AnswersHelpAndVersion) {
  run({"--help"}, 0);
  EXPECT_THAT(out_, HasSubstr("replay"));
  run({"replay", "--help"}, 0);
  EXPECT_THAT(out_, HasSubstr("--allow-host"));
  run({"--version"}, 0);
  EXPECT_THAT(out_, StartsWith("emitter "));
}

TEST_F(EmitterProgram, StopsPolitelyAtTheFirstInterruptWithAReport) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const std::string waits = R"(}, {"event": "open", "contact": 42, "after": "20m")";
  ChildProcess emitter("emitter", {"replay", write("a.json", scenario(receiver.url(), waits)),
                                   write("b.json", scenario(receiver.url(), ""))});
  ASSERT_TRUE(receiver.wait_for_requests(1));
  emitter.signal(SIGINT);
  emitter.signal(SIGTERM);  // in the same moment, as `timeout` signals twice
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.out(), HasSubstr("a.json"));
  EXPECT_THAT(emitter.out(), HasSubstr("interrupted before its end"));
  EXPECT_THAT(emitter.out(), HasSubstr("interrupted, the rest was not played"));
}

TEST_F(EmitterProgram, EndsWith3WhereAReportCannotBeFinished) {
  ChildProcess emitter(
      "emitter", {"replay", write("a.json", scenario("{catcher}/a", "")), "--json", "/dev/full"});
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.err(), HasSubstr("--json /dev/full: can't be written"));
}

}  // namespace
}  // namespace hookline::test
