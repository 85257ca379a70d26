#include "emitter/dispatch/wire/deadline_queue.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Clock::time_point kStart{1'000s};

class Named final : public Deadline {
 public:
  Named(int name, std::vector<int>& expired) : name_(name), expired_(expired) {}
  void expire() override { expired_.push_back(name_); }

 private:
  int name_;
  std::vector<int>& expired_;
};

TEST(DeadlineQueue, ExpiresInOrderWhatIsDue) {
  DeadlineQueue queue;
  std::vector<int> expired;
  Named one(1, expired), two(2, expired), three(3, expired);
  queue.join(one, kStart + 1s);
  queue.join(three, kStart + 3s);
  queue.join(two, kStart + 2s);
  EXPECT_EQ(queue.first(), kStart + 1s);
  queue.expire_until(kStart + 999ms);
  EXPECT_THAT(expired, IsEmpty());
  queue.expire_until(kStart + 2s);
  EXPECT_THAT(expired, ElementsAre(1, 2));
  EXPECT_EQ(queue.first(), kStart + 3s);
  queue.expire_until(kStart + 1h);
  EXPECT_TRUE(queue.empty());
}

TEST(DeadlineQueue, KeepsTheOrderOfEqualDeadlines) {
  DeadlineQueue queue;
  std::vector<int> expired;
  Named one(1, expired), two(2, expired);
  queue.join(one, kStart);
  queue.join(two, kStart);
  queue.expire_until(kStart);
  EXPECT_THAT(expired, ElementsAre(1, 2));
}

TEST(DeadlineQueue, ForgetsWhatLeaves) {
  DeadlineQueue queue;
  std::vector<int> expired;
  Named stays(1, expired), leaves(2, expired);
  queue.join(leaves, kStart);
  queue.join(stays, kStart + 1s);
  leaves.leave_queue();
  leaves.leave_queue();
  queue.expire_until(kStart + 1h);
  EXPECT_THAT(expired, ElementsAre(1));
  queue.join(leaves, kStart);
  EXPECT_FALSE(queue.empty());
}

TEST(DeadlineQueue, ForgetsWhatIsDestroyed) {
  DeadlineQueue queue;
  std::vector<int> expired;
  {
    Named gone(1, expired);
    queue.join(gone, kStart);
  }
  EXPECT_TRUE(queue.empty());
  queue.expire_until(kStart + 1h);
  EXPECT_THAT(expired, IsEmpty());
}

}  // namespace
}  // namespace hookline
