#include "emitter/platform/running/platform.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kSecond_us = 1'000'000;
constexpr std::int64_t kDay_us = 86'400 * kSecond_us;
constexpr Cause kByAdmin{Source::kAdmin, {}, 0};

/// Ten steps over 30 days: on every third day a tag.
Automation thirty_days() {
  Automation automation;
  automation.name = "Thirty days";
  automation.start = AutomationStart{EventType::kContactTagAdded, 0, "begin"};
  for (int day = 3; day <= 30; day += 3) {
    automation.steps.push_back(WaitStep{3 * kDay_us / 1000});
    automation.steps.push_back(TagStep{"day-" + std::to_string(day)});
  }
  return automation;
}

/// What happened, and when. The platform tells of it on the thread that did it, which may be its
/// own: two events may be told of in either order, and the last after advance() has returned.
class Told {
 public:
  using Tag = std::pair<std::string, std::int64_t>;

  void operator()(const Event& event) {
    const auto* tag = std::get_if<TagDetails>(&event.details);
    if (tag == nullptr) return;
    const std::lock_guard lock(mutex_);
    tags_[event.id] = {tag->tag, event.time_s};
    changed_.notify_all();
  }

  /// In the order in which they happened, as soon as there are so many.
  std::vector<Tag> tags(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(30), [&] { return tags_.size() >= count; });
    std::vector<Tag> tags;
    for (const auto& [id, tag] : tags_) tags.push_back(tag);
    return tags;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Tag> tags_;  ///< by event
};

PlatformOptions telling(Told& told) {
  PlatformOptions options;
  options.on_event = [&](const Event& event, std::size_t) { told(event); };
  return options;
}

PlatformOptions with_jane(Told& told, const Automation& automation) {
  PlatformOptions options = telling(told);
  AccountState& state = options.account.emplace().state;
  Contact jane;
  jane.email = "jane@example.com";
  state.contacts.put(jane);
  state.automations.put(automation);
  return options;
}

void begin(Platform& platform) {
  AddTag operation;
  operation.contact.id = 1;
  operation.tag = "begin";
  platform.perform(kByAdmin, operation);
}

void expect_each_at_its_time(Told& told) {
  const auto tags = told.tags(11);
  ASSERT_EQ(tags.size(), 11u);
  for (int i = 1; i <= 10; ++i) {
    const auto& [tag, time_s] = tags[static_cast<std::size_t>(i)];
    EXPECT_EQ(tag, "day-" + std::to_string(3 * i));
    EXPECT_EQ(time_s, tags[0].second + 3 * i * (kDay_us / kSecond_us));
  }
}

TEST(GoingOn, DoesTenStepsOfThirtyDaysAtOnceEachAtItsTime) {
  Told told;
  Platform platform(with_jane(told, thirty_days()), make_memory_platform_store({}));
  begin(platform);
  platform.advance(30 * kDay_us + kSecond_us);
  expect_each_at_its_time(told);
}

TEST(GoingOn, KeepsItsWaitsWhereItIsEndedInBetween) {
  const TempFolder folder;
  Told told;
  {
    Platform platform(with_jane(told, thirty_days()),
                      open_sqlite_platform_store(folder.file("a.db"), {}));
    begin(platform);
  }
  for (int day = 0; day < 31; ++day) {
    Platform platform(telling(told), open_sqlite_platform_store(folder.file("a.db"), {}));
    platform.advance(kDay_us);
  }
  expect_each_at_its_time(told);
}

TEST(GoingOn, GoesOnByItselfOnceTheTimeHasCome) {
  ScriptedReceiver receiver{answering(plain_answer(200))};
  Told told;
  Automation automation;
  automation.name = "Soon";
  automation.start = AutomationStart{EventType::kContactTagAdded, 0, "begin"};
  automation.steps = {WaitStep{1000}, WebhookStep{receiver.url("/auto?a=b")}};
  Platform platform(with_jane(told, automation), make_memory_platform_store({}));
  begin(platform);
  ASSERT_TRUE(receiver.wait_for_requests(1));
  EXPECT_THAT(receiver.requests()[0], HasSubstr("POST /auto?a=b "));
  EXPECT_THAT(receiver.requests()[0], HasSubstr("seriesid=1"));
}

TEST(GoingOn, PostsToEachWebhookStepsOwnUrl) {
  ScriptedReceiver receiver{answering(plain_answer(200))};
  Told told;
  Automation automation;
  automation.name = "Two";
  automation.steps = {WebhookStep{receiver.url("/one")}, WebhookStep{receiver.url("/two")}};
  Platform platform(with_jane(told, automation), make_memory_platform_store({}));
  RunAutomation run;
  run.automation = 1;
  run.contact.id = 1;
  EXPECT_EQ(platform.perform(kByAdmin, run).deliveries.size(), 2u);
  ASSERT_TRUE(receiver.wait_for_requests(2));
  const auto requests = receiver.requests();
  EXPECT_NE(requests[0].starts_with("POST /one"), requests[1].starts_with("POST /one"));
}

}  // namespace
}  // namespace hookline
