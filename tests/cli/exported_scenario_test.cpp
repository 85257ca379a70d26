#include "catcher/base/http/message/message_headers.h"
#include "catcher/captures/views/capture_view.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "tests/support/child_process.h"
#include "tests/support/json_schema.h"
#include "tests/support/nasty_requests.h"
#include "tests/support/places.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// What a sender doesn't make anew, on one line each.
std::string kept_headers(const Capture& capture) {
  std::string out;
  for (Header& header : headers_of(capture)) {
    if (is_made_by_the_sender(header.name) || header.value == "Hookline") continue;
    std::erase_if(header.value, [](char c) { return c == '\r' || c == '\n'; });
    out += fmt::format("{}: {}\n", header.name, header.value);
  }
  return out;
}

class ExportedScenario : public testing::Test {
 protected:
  /// Of all that was caught, as a file.
  std::string exported() { return write(scenario_text()); }
  std::string scenario_text() { return catcher_.get_export("scenario"); }
  std::string write(const std::string& text) {
    std::ofstream(folder_.file("caught.json"), std::ios::binary) << text;
    return folder_.file("caught.json");
  }
  int replay(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "replay");
    ChildProcess emitter("emitter", arguments);
    const int code = emitter.wait();
    out_ = emitter.out() + emitter.err();
    return code;
  }

  TempFolder folder_;
  RunningCatcher catcher_;
  std::string out_;
};

TEST_F(ExportedScenario, SendsTheSameRequestsAgain) {
  for (const std::string& request : nasty_requests()) {
    send_whole(catcher_->catching_url(), request);
  }
  const Captures before = catcher_.all_captures();
  RunningCatcher second;
  ASSERT_EQ(replay({exported(), "--catcher", second->watching_url()}), 0) << out_;
  Captures again = second.all_captures();
  ASSERT_THAT(again, SizeIs(before.size()));
  const auto number_of = [](const Capture& capture) {
    const Headers headers = headers_of(capture);
    const auto mark = find_header(headers, "hookline-delivery").value_or("");
    return std::stoul(std::string(mark.substr(mark.find('-') + 1)));
  };
  std::ranges::sort(again, {}, number_of);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::string at = fmt::format("{} {}", before[i].method, before[i].target);
    EXPECT_EQ(again[i].method, before[i].method) << at;
    EXPECT_EQ(again[i].target, before[i].target) << at;
    EXPECT_EQ(kept_headers(again[i]), kept_headers(before[i])) << at;
    EXPECT_TRUE(body_of(again[i]) == body_of(before[i])) << at;
  }
}

TEST_F(ExportedScenario, IsMetAsItStandsAndNotOnceAValueIsBroken) {
  send_whole(catcher_->catching_url(),
             "POST /orders HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
             "Content-Length: 19\r\n\r\ntype=order&name=Jim");
  send_whole(catcher_->catching_url(), "PUT /json HTTP/1.1\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
  EXPECT_EQ(replay({exported()}), 0) << out_;
  EXPECT_THAT(out_, HasSubstr("2 deliveries"));
  for (const std::string value :
       {"\"Jim\"", "{\\\"a\\\":1}", "\"/json\"", "\"PUT\"", "\"count\": 2"}) {
    std::string text = scenario_text();
    ASSERT_NE(text.find(value), text.npos) << value;
    text.insert(text.find(value) + value.size() - 1, "7");
    EXPECT_EQ(replay({write(text)}), 4) << value << out_;
  }
}

TEST_F(ExportedScenario, IsDeliveredToAnEndpointWhoseAnswersCount) {
  for (const char* target : {"/good", "/bad"}) {
    send_whole(catcher_->catching_url(),
               fmt::format("POST {} HTTP/1.1\r\nX-Sig: s\r\nContent-Length: 1\r\n\r\nx", target));
  }
  ScriptedReceiver endpoint([](ScriptedReceiver::Connection& connection) {
    connection.send(plain_answer(connection.read_request().starts_with("POST /good ") ? 204 : 422));
  });
  EXPECT_EQ(replay({exported(), "--deliver-to", endpoint.url("")}), 4);
  EXPECT_THAT(out_, HasSubstr("/steps/1"));
  EXPECT_THAT(out_, HasSubstr("422"));
  ASSERT_THAT(endpoint.requests(), SizeIs(2));
  EXPECT_THAT(endpoint.requests()[0], HasSubstr("\r\nX-Sig: s\r\n"));
  ScriptedReceiver kind(answering(plain_answer(200)));
  EXPECT_EQ(replay({exported(), "--deliver-to", kind.url("/hook")}), 0) << out_;
}

TEST_F(ExportedScenario, IsValidByItsSchemaWhateverWasCaught) {
  for (const std::string& request : nasty_requests()) {
    send_whole(catcher_->catching_url(), request);
  }
  send_whole(catcher_->catching_url(), "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n");
  std::ifstream file(source_path("scenarios/scenario.schema.json"));
  const auto scenario = nlohmann::json::parse(scenario_text(), nullptr, true, true);
  EXPECT_EQ(JsonSchema(nlohmann::json::parse(file)).problem_in(scenario), "");
  EXPECT_THAT(scenario["steps"], SizeIs(nasty_requests().size()));
  EXPECT_THAT(scenario_text(), HasSubstr("is left out: it was refused: "));
}

TEST_F(ExportedScenario, HoldsALargeBodyOnceAndIsReadAtAnySize) {
  std::string body(50u << 20, '\xff');
  body[7] = '\0';
  send_whole(catcher_->catching_url(),
             fmt::format("PUT /large HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.size()) + body);
  const std::string file = exported();
  const auto bytes = std::filesystem::file_size(file);
  EXPECT_GT(bytes, 64u << 20);  // in base64
  EXPECT_LT(bytes, 68u << 20);
  RunningCatcher second;
  EXPECT_EQ(replay({file, "--catcher", second->watching_url()}), 0) << out_.substr(0, 1000);
  EXPECT_TRUE(body_of(second.last_capture()) == body);
}

TEST_F(ExportedScenario, ExpectsALongBodyAsItIsSent) {
  for (const char* type : {"application/x-www-form-urlencoded", "text/plain"}) {
    const std::string body = "a=" + std::string(5000, 'x');
    send_whole(catcher_->catching_url(),
               fmt::format("POST / HTTP/1.1\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                           type, body.size(), body));
  }
  const auto scenario = nlohmann::json::parse(scenario_text(), nullptr, true, true);
  for (const auto& step : scenario["steps"]) {
    EXPECT_EQ(step["expect"]["body"], nlohmann::json::parse(R"({"as_sent": true})"));
  }
  std::ifstream file(source_path("scenarios/scenario.schema.json"));
  EXPECT_EQ(JsonSchema(nlohmann::json::parse(file)).problem_in(scenario), "");
  EXPECT_EQ(replay({exported()}), 0) << out_;
}

TEST_F(ExportedScenario, OfNothingIsMet) {
  EXPECT_EQ(replay({exported()}), 0) << out_;
}

}  // namespace
}  // namespace hookline::test
