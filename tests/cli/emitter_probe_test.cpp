#include "tests/support/child_process.h"
#include "tests/support/file_texts.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tls_receiver.h"

#include <csignal>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;

class EmitterProbe : public testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "probe");
    ChildProcess emitter("emitter", arguments);
    const int code = emitter.wait();
    out_ = emitter.out();
    err_ = emitter.err();
    return code;
  }
  /// The report, held against its schema.
  json report() const {
    json made = json::parse(text_of_file(folder_.file("report")));
    const std::string schema = source_path("emitter/schemas/probe_report.schema.json");
    EXPECT_EQ(JsonSchema(json::parse(text_of_file(schema))).problem_in(made), "");
    return made;
  }

  TempFolder folder_;
  std::string out_;
  std::string err_;
};

TEST_F(EmitterProbe, SaysInALineEachThatAllIsWell) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  EXPECT_EQ(run({receiver.url("/hook"), "--json", folder_.file("report")}), 0) << out_ << err_;
  EXPECT_THAT(out_, HasSubstr("good      POST                the sample is answered 200\n"));
  EXPECT_THAT(out_, ContainsRegex("webhooks work: 0 bad, 0 doubtful, 13 good, in [0-9]+ ms\n$"));
  EXPECT_EQ(err_, "");
  EXPECT_EQ(report().at("verdict"), "works");
  EXPECT_EQ(report().at("tls"), nullptr);
}

TEST_F(EmitterProbe, EndsWith4WhereWebhooksWouldNotWorkAndSaysWhatToDo) {
  ScriptedReceiver receiver(answering(plain_answer(301, "Location: /hook/\r\n")));
  EXPECT_EQ(run({receiver.url("/hook"), "--json", folder_.file("report")}), 4);
  EXPECT_THAT(out_, HasSubstr("bad       POST                it redirects (301) to /hook/\n"
                              "          As far as is known the platform follows no redirect"));
  EXPECT_THAT(out_, HasSubstr("untried   time, body, keep-alive, long field\n"));
  EXPECT_THAT(out_, HasSubstr("webhooks would not work: 1 bad"));
  EXPECT_EQ(report().at("verdict"), "fails");
}

TEST_F(EmitterProbe, SaysWhatACertificateIs) {
  TlsReceiver receiver({.names = "DNS:other.test", .valid_s = 90L * 86'400});
  EXPECT_EQ(run({fmt::format("https://localhost:{}/", receiver.port()), "--json",
                 folder_.file("report")}),
            4);
  EXPECT_THAT(out_, HasSubstr("bad       certificate: names  it is for other.test, not for local"));
  EXPECT_EQ(report().at("tls").at("is_for_host"), false);
  EXPECT_EQ(run({fmt::format("https://localhost:{}/", receiver.port()), "--insecure"}), 0) << out_;
  EXPECT_THAT(err_, HasSubstr("certificates are not checked (--insecure)"));
}

TEST_F(EmitterProbe, RefusesWrongCallsAndForeignHosts) {
  EXPECT_EQ(run({}), 1);
  EXPECT_EQ(run({"http://127.0.0.1/", "--timeout", "soon"}), 1);
  EXPECT_EQ(run({"http://hooks.example/"}), 3);
  EXPECT_THAT(err_, HasSubstr("--allow-host hooks.example"));
  EXPECT_EQ(run({"ftp://127.0.0.1/"}), 4);
  EXPECT_THAT(out_, HasSubstr("bad       URL"));
}

TEST_F(EmitterProbe, LetsNothingForeignSteerTheTerminal) {
  ScriptedReceiver receiver(
      answering("HTTP/1.1 302 Found\r\nLocation: /\x1b[31m\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_EQ(run({receiver.url(), "--json", folder_.file("report")}), 4);
  EXPECT_THAT(out_, HasSubstr("\\x1b[31m"));
  EXPECT_EQ(out_.find('\x1b'), std::string::npos);
  EXPECT_EQ(text_of_file(folder_.file("report")).find('\x1b'), std::string::npos);
}

TEST_F(EmitterProbe, IsStoppedPolitelyAndWritesWhatItHas) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  ChildProcess emitter(
      "emitter", {"probe", receiver.url(), "--timeout", "1h", "--json", folder_.file("report")});
  ASSERT_TRUE(receiver.wait_for_requests(1));
  emitter.signal(SIGINT);
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.out(), HasSubstr("interrupted: "));
  EXPECT_EQ(report().at("verdict"), "interrupted");
}

}  // namespace
}  // namespace hookline::test
