#include "catcher/base/process/failure.h"
#include "emitter/delivery/dispatch/dispatcher.h"
#include "tests/support/attempt_log.h"
#include "tests/support/running_catcher.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::Each;
using testing::ElementsAre;

struct Case {
  SignatureScheme scheme;
  std::string right;
  std::string wrong;
};

const std::vector<Case> kCases = {
    {SignatureScheme::kStandardWebhooks, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
     "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    {SignatureScheme::kStripe, "whsec_right", "whsec_wrong"},
    {SignatureScheme::kGitHub, "right", "wrong"},
    {SignatureScheme::kHmacSha256, "right", "wrong"}};

SigningKey key_of(const Case& given) {
  SigningKey key;
  key.scheme = given.scheme;
  key.secret = given.right;
  return key;
}

void put_key(RunningCatcher& catcher, SignatureScheme scheme, const std::string& key) {
  const json rules = {{{"scheme", name_of(scheme)}, {"key", key}}};
  catcher.call("PUT", "/api/signing", rules.dump(), 200);
}

/// What the catcher says of each of its captures.
std::vector<std::string> verdicts_of(RunningCatcher& catcher) {
  std::vector<std::string> verdicts;
  const json list = catcher.get("/api/captures");
  for (const json& capture : list.at("captures")) {
    const std::string target = fmt::format("/api/captures/{}", capture.at("id").get<int>());
    verdicts.push_back(catcher.get(target).at("signature").at("verdict"));
  }
  return verdicts;
}

std::string header_of(RunningCatcher& catcher, int id, std::string_view name) {
  const json capture = catcher.get(fmt::format("/api/captures/{}", id));
  for (const json& header : capture.at("headers")) {
    if (header.at(0) == name) return header.at(1);
  }
  return "";
}

/// One delivery, which the catcher answers with 500, 500, then 200.
void deliver_at_the_third_attempt(RunningCatcher& catcher, DispatcherOptions options) {
  catcher.call("PUT", "/api/replies", R"([{"match":{},"reply":{"status":500,"times":2}}])", 200);
  options.retry.delays = {std::chrono::hours(1), std::chrono::hours(5)};
  options.timekeeping = Timekeeping::kVirtual;
  options.run = "0123456789ab";
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  dispatcher.submit(delivery_to(catcher->catching_url() + "/hook", 7, "type=update&a=%20b"));
  dispatcher.drain();
  ASSERT_EQ(log.all().size(), 3U);
  EXPECT_TRUE(log.all().back().delivered());
}

TEST(SignedDeliveries, AreValidUnderTheSameKeyAlsoWhenTriedAgain) {
  for (const Case& given : kCases) {
    SCOPED_TRACE(std::string(name_of(given.scheme)));
    RunningCatcher catcher;
    put_key(catcher, given.scheme, given.right);
    DispatcherOptions options;
    options.signing_key = key_of(given);
    options.attempt_header = "X-Attempt";
    deliver_at_the_third_attempt(catcher, options);
    EXPECT_THAT(verdicts_of(catcher), ElementsAre("valid", "valid", "valid"));
    EXPECT_EQ(header_of(catcher, 3, "X-Attempt"), "3");
  }
}

TEST(SignedDeliveries, AreNotValidUnderAnotherKey) {
  for (const Case& given : kCases) {
    SCOPED_TRACE(std::string(name_of(given.scheme)));
    RunningCatcher catcher;
    put_key(catcher, given.scheme, given.wrong);
    DispatcherOptions options;
    options.signing_key = key_of(given);
    deliver_at_the_third_attempt(catcher, options);
    EXPECT_THAT(verdicts_of(catcher), Each("wrong_key"));
  }
}

TEST(SignedDeliveries, KeepTheirMessageIdOverAllAttempts) {
  RunningCatcher catcher;
  DispatcherOptions options;
  options.signing_key = key_of(kCases.front());
  deliver_at_the_third_attempt(catcher, options);
  for (int id = 1; id <= 3; ++id) {
    EXPECT_EQ(header_of(catcher, id, "webhook-id"), "0123456789ab-7");
    EXPECT_EQ(header_of(catcher, id, "Hookline-Delivery"), "0123456789ab-7");
  }
}

TEST(SignedDeliveries, CarryNothingMoreWithoutAKey) {
  RunningCatcher catcher;
  deliver_at_the_third_attempt(catcher, {});
  EXPECT_EQ(catcher.get("/api/captures/1").at("headers").size(), 5U);
}

TEST(SignedDeliveries, AKeyThatCanNotBeUsedIsRefusedBeforeAnythingIsSent) {
  DispatcherOptions options;
  options.signing_key =
      SigningKey{.scheme = SignatureScheme::kStandardWebhooks, .secret = "whsec_this is no base64"};
  try {
    const Dispatcher dispatcher(options, [](const Attempt&) {});
    FAIL() << "it was taken";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::kInvalidInput);
  }
}

}  // namespace
}  // namespace hookline::test
