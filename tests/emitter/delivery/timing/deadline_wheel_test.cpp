#include "emitter/delivery/timing/deadline_wheel.h"

#include <map>
#include <memory>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Clock::time_point kStart{1'000s};
constexpr Clock::time_point kNever = Clock::time_point::max();

class Named final : public Deadline {
 public:
  Named(int name, std::vector<int>& expired) : name_(name), expired_(expired) {}
  void expire() override { expired_.push_back(name_); }

 private:
  int name_;
  std::vector<int>& expired_;
};

TEST(DeadlineWheel, ExpiresInOrderWhatIsDue) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  Named one(1, expired), two(2, expired), three(3, expired);
  wheel.join(one, kStart + 1s);
  wheel.join(three, kStart + 3s);
  wheel.join(two, kStart + 2s);
  EXPECT_EQ(wheel.first(), kStart + 1s);
  wheel.expire_until(kStart + 999ms);
  EXPECT_THAT(expired, IsEmpty());
  wheel.expire_until(kStart + 2s);
  EXPECT_THAT(expired, ElementsAre(1, 2));
  EXPECT_EQ(wheel.first(), kStart + 3s);
  wheel.expire_until(kStart + 1h);
  EXPECT_EQ(wheel.first(), kNever);
}

TEST(DeadlineWheel, KeepsTheOrderOfEqualDeadlines) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  Named one(1, expired), two(2, expired);
  wheel.join(one, kStart);
  wheel.join(two, kStart);
  wheel.expire_until(kStart);
  EXPECT_THAT(expired, ElementsAre(1, 2));
}

TEST(DeadlineWheel, ExpiresNoneBeforeItsTimeWithinTheSameTick) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  Named one(1, expired), two(2, expired);
  wheel.join(two, kStart + 2us);
  wheel.join(one, kStart + 1us);
  wheel.expire_until(kStart + 1us);
  EXPECT_THAT(expired, ElementsAre(1));
  EXPECT_EQ(wheel.first(), kStart + 2us);
  wheel.expire_until(kStart + 2us);
  EXPECT_THAT(expired, ElementsAre(1, 2));
}

TEST(DeadlineWheel, TakesWhatIsLateAlready) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  wheel.expire_until(kStart);
  Named late(1, expired);
  wheel.join(late, kStart - 1h);
  EXPECT_EQ(wheel.first(), kStart - 1h);
  wheel.expire_until(kStart);
  EXPECT_THAT(expired, ElementsAre(1));
}

TEST(DeadlineWheel, ForgetsWhatLeaves) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  Named stays(1, expired), leaves(2, expired);
  wheel.join(leaves, kStart);
  wheel.join(stays, kStart + 1s);
  leaves.leave_wheel();
  leaves.leave_wheel();
  wheel.expire_until(kStart + 1h);
  EXPECT_THAT(expired, ElementsAre(1));
  wheel.join(leaves, kStart + 2h);
  EXPECT_EQ(wheel.first(), kStart + 2h);
}

TEST(DeadlineWheel, ForgetsWhatIsDestroyed) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  {
    Named gone(1, expired);
    wheel.join(gone, kStart);
  }
  EXPECT_EQ(wheel.first(), kNever);
  wheel.expire_until(kStart + 1h);
  EXPECT_THAT(expired, IsEmpty());
}

/// Joins again when it expires, and takes another along.
class Restless final : public Deadline {
 public:
  Restless(DeadlineWheel& wheel, Deadline& other) : wheel_(wheel), other_(other) {}
  void expire() override {
    ++count;
    other_.leave_wheel();
    if (count < 3) wheel_.join(*this, deadline());
  }
  int count = 0;

 private:
  DeadlineWheel& wheel_;
  Deadline& other_;
};

TEST(DeadlineWheel, LetsOthersJoinAndLeaveWhileItExpires) {
  DeadlineWheel wheel;
  std::vector<int> expired;
  Named other(1, expired);
  Restless restless(wheel, other);
  wheel.join(restless, kStart);
  wheel.join(other, kStart);
  for (int look = 1; look <= 4; ++look) {
    wheel.expire_until(kStart);
    EXPECT_EQ(restless.count, std::min(look, 3)) << "joining within a look is for the next look";
  }
  EXPECT_THAT(expired, IsEmpty());
}

/// Against the plainest thing that does the same, over hours of a clock that nobody waits for.
TEST(DeadlineWheel, ExpiresEachOfManyMixedDeadlinesInItsTime) {
  constexpr int kCount = 20'000;
  std::mt19937_64 random(7);
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1));
  };
  const std::int64_t kTimeoutsUs[] = {1'000, 300'000, 10'000'000, 30'000'000, 7'200'000'000};
  DeadlineWheel wheel;
  std::vector<int> expired;
  std::vector<std::unique_ptr<Named>> all;
  std::multimap<Clock::time_point, int> expected;
  auto now = kStart;
  for (int name = 0; name < kCount || !expected.empty(); ++name) {
    if (name < kCount) {
      all.push_back(std::make_unique<Named>(name, expired));
      const auto at = now + std::chrono::microseconds(up_to(kTimeoutsUs[up_to(4)]));
      wheel.join(*all.back(), at);
      expected.emplace(at, name);
    }
    if (name % 3 == 0 && !expected.empty()) {  // one leaves, as most do
      const auto leaves = expected.lower_bound(now + std::chrono::microseconds(up_to(10'000'000)));
      if (leaves != expected.end()) {
        all[static_cast<std::size_t>(leaves->second)]->leave_wheel();
        expected.erase(leaves);
      }
    }
    if (name % 64 == 0) {
      ASSERT_EQ(wheel.first(), expected.empty() ? kNever : expected.begin()->first);
    }
    now += std::chrono::microseconds(up_to(name < kCount ? 5'000 : 60'000'000));
    expired.clear();
    wheel.expire_until(now);
    std::vector<int> due;
    while (!expected.empty() && expected.begin()->first <= now) {
      due.push_back(expected.begin()->second);
      expected.erase(expected.begin());
    }
    ASSERT_THAT(expired, testing::UnorderedElementsAreArray(due)) << "at step " << name;
  }
  EXPECT_EQ(wheel.first(), kNever);
}

}  // namespace
}  // namespace hookline
