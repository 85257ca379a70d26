#include "emitter/delivery/promises/promise_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

/// "setting: sentence"; empty where it is taken.
std::string refusal_of(const PromiseSettings& settings) {
  try {
    promise_from(settings);
  } catch (const PromiseSettingError& error) {
    return error.setting() + ": " + error.what();
  }
  return "";
}

TEST(PromiseSettings, AreThePresetWhereNothingElseIsSaid) {
  for (const DeliveryPromise& preset : delivery_promises()) {
    PromiseSettings settings;
    settings.preset = preset.name;
    const DeliveryPromise promise = promise_from(settings);
    EXPECT_EQ(promise.retry.delays, preset.retry.delays);
    EXPECT_EQ(promise.timeout_ms, preset.timeout_ms);
  }
  EXPECT_EQ(promise_from({}).name, "activecampaign");
  EXPECT_TRUE(promise_from({}).retry.delays.empty());
}

TEST(PromiseSettings, ReadASchedule) {
  PromiseSettings settings;
  settings.retry = "500ms, 5s,30m,2h,24h";
  EXPECT_THAT(promise_from(settings).retry.delays, ElementsAre(500ms, 5s, 30min, 2h, 24h));
}

TEST(PromiseSettings, ReadANumberOfRetriesThatGrow) {
  PromiseSettings settings;
  settings.retry = "4";
  EXPECT_THAT(promise_from(settings).retry.delays, ElementsAre(1s, 2s, 4s, 8s));
  settings.backoff = "10s,3,1m";
  EXPECT_THAT(promise_from(settings).retry.delays, ElementsAre(10s, 30s, 1min, 1min));
  settings.backoff = "100ms,1.5";
  EXPECT_THAT(promise_from(settings).retry.delays, ElementsAre(100ms, 150ms, 225ms, 338ms));
}

TEST(PromiseSettings, ChangeAPreset) {
  PromiseSettings settings;
  settings.preset = "standard-webhooks";
  settings.retry = "none";
  settings.jitter = "25";
  settings.seed = "42";
  settings.retry_after_max = "0";
  settings.disable_after = "3";
  settings.attempt_header = "X-Attempt";
  const DeliveryPromise promise = promise_from(settings);
  EXPECT_TRUE(promise.retry.delays.empty());
  EXPECT_EQ(promise.retry.jitter, 0.25);
  EXPECT_EQ(promise.retry.seed, 42U);
  EXPECT_EQ(promise.retry.retry_after_max, 0ms);
  EXPECT_EQ(promise.retry.failed_in_a_row_max, 3U);
  EXPECT_EQ(promise.retry.spare, 5s);
  EXPECT_EQ(promise.attempt_header, "X-Attempt");
}

TEST(PromiseSettings, DisableAfterIsANumberOrATime) {
  PromiseSettings settings;
  settings.preset = "shopify";
  settings.disable_after = "2h";
  EXPECT_EQ(promise_from(settings).retry.failing_max, 2h);
  EXPECT_EQ(promise_from(settings).retry.failed_in_a_row_max, 0U);
  settings.disable_after = "never";
  EXPECT_EQ(promise_from(settings).retry.failed_in_a_row_max, 0U);
}

TEST(PromiseSettings, RefuseAnUnknownPresetWithTheNearest) {
  EXPECT_EQ(
      refusal_of({.preset = "standard-webhook"}),
      "preset: \"standard-webhook\" is no preset; did you mean \"standard-webhooks\"? Known are: "
      "\"activecampaign\", \"standard-webhooks\", \"stripe\", \"github\", \"shopify\"");
}

TEST(PromiseSettings, RefuseSchedulesThatMakeNoSense) {
  for (const char* text : {"5", "s", "5s,", ",5s", "5s;5m", "-5s", "367d", "1.s", "5s 5m"}) {
    if (std::string(text) == "5") continue;
    EXPECT_THAT(refusal_of({.retry = text}), HasSubstr("retry: ")) << text;
  }
  EXPECT_THAT(refusal_of({.retry = "101"}), HasSubstr("0 to 100"));
  std::string long_one = "1s";
  for (int i = 0; i < 100; ++i) long_one += ",1s";
  EXPECT_THAT(refusal_of({.retry = long_one}), HasSubstr("101 retries are too many"));
}

TEST(PromiseSettings, RefuseABackoffThatMakesNoSense) {
  for (const char* text : {"0s", "1s,0.5", "1s,2,500ms", "1s,2,1h,4", "1s,x", "fast", "1s,101"}) {
    EXPECT_THAT(refusal_of({.retry = "3", .backoff = text}), HasSubstr("backoff: ")) << text;
  }
  EXPECT_THAT(refusal_of({.retry = "1s,2s", .backoff = "1s"}),
              HasSubstr("a schedule has its waits"));
  EXPECT_THAT(refusal_of({.backoff = "1s"}), HasSubstr("such as retry 5"));
}

TEST(PromiseSettings, RefuseOtherNonsense) {
  EXPECT_THAT(refusal_of({.jitter = "101"}), HasSubstr("jitter: "));
  EXPECT_THAT(refusal_of({.jitter = "nan"}), HasSubstr("jitter: "));
  EXPECT_THAT(refusal_of({.seed = "-1"}), HasSubstr("seed: "));
  EXPECT_THAT(refusal_of({.retry_after_max = "1y"}), HasSubstr("retry_after_max: "));
  EXPECT_THAT(refusal_of({.retry_on = "5xx,timeot"}), HasSubstr("did you mean \"timeout\""));
  EXPECT_THAT(refusal_of({.disable_after = "0"}), HasSubstr("disable_after: "));
  EXPECT_THAT(refusal_of({.disable_after = "0s"}), HasSubstr("disable_after: "));
  EXPECT_THAT(refusal_of({.attempt_header = "X Attempt"}), HasSubstr("attempt_header: "));
}

TEST(PromiseSettings, DrawASeedWhereJitterHasNone) {
  const auto seed = [] { return promise_from({.jitter = "10"}).retry.seed; };
  EXPECT_NE(seed(), seed());
}

}  // namespace
}  // namespace hookline
