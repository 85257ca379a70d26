#include "tests/support/child_process.h"
#include "tests/support/scripted_receiver.h"

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

class EmitterSample : public testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "sample");
    ChildProcess emitter("emitter", arguments);
    const int code = emitter.wait();
    out_ = emitter.out();
    err_ = emitter.err();
    return code;
  }

  std::string out_;
  std::string err_;
};

TEST_F(EmitterSample, SaysForEachKindWhatCameBack) {
  ScriptedReceiver receiver(
      answering("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nthank you"));
  EXPECT_EQ(run({"all", "--to", receiver.url("/hook")}), 0) << out_ << err_;
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 25);
  EXPECT_THAT(out_, ContainsRegex("ok    subscribe +201 +[0-9]+ ms  thank you\n"));
  EXPECT_EQ(receiver.requests().size(), 25U);
}

TEST_F(EmitterSample, EndsWith4WhereOneIsNotTaken) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(connection.number() == 0 ? 500 : 200));
  });
  EXPECT_EQ(run({"open", "--to", receiver.url()}), 4);
  EXPECT_THAT(out_, ContainsRegex("FAIL  open +500 +[0-9]+ ms\n"));
  EXPECT_EQ(run({"open", "--to", fmt::format("http://127.0.0.1:{}/", unused_port())}), 4);
  EXPECT_THAT(out_, ContainsRegex("FAIL  open +refused +[0-9]+ ms  127.0.0.1:[0-9]+ refused"));
  EXPECT_THAT(out_, HasSubstr("next: emitter probe http://127.0.0.1:"));
}

TEST_F(EmitterSample, SendsTheLiveFormWhereAsked) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  EXPECT_EQ(run({"deal_add", "--to", receiver.url(), "--live"}), 0) << out_ << err_;
  EXPECT_EQ(run({"deal_add", "--to", receiver.url()}), 0) << out_ << err_;
  const auto requests = receiver.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_THAT(requests[0], HasSubstr("deal%5Bvalue_raw%5D="));
  EXPECT_THAT(requests[1], testing::Not(HasSubstr("deal%5Bvalue_raw%5D=")));
  EXPECT_THAT(requests[1], HasSubstr("deal%5Bcontact_avatar%5D="));
}

TEST_F(EmitterSample, RefusesWhatItCanNotSendOrMayNotReach) {
  EXPECT_EQ(run({"opne", "--to", "http://127.0.0.1/"}), 1);
  EXPECT_THAT(err_, HasSubstr("did you mean \"open\"?"));
  EXPECT_EQ(run({"open"}), 1);
  EXPECT_EQ(run({"open", "--to", "nowhere"}), 1);
  EXPECT_EQ(run({"open", "--to", "http://hooks.example/"}), 3);
  EXPECT_THAT(err_, HasSubstr("--allow-host hooks.example"));
}

TEST_F(EmitterSample, IsStoppedPolitely) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  ChildProcess emitter("emitter", {"sample", "all", "--to", receiver.url(), "--timeout", "1h"});
  ASSERT_TRUE(receiver.wait_for_requests(1));
  emitter.signal(SIGINT);
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.out(), HasSubstr("cancelled"));
}

}  // namespace
}  // namespace hookline::test
