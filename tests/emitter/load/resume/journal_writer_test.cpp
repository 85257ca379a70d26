#include "emitter/load/resume/journal_writer.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using State = DeliveryState;
using testing::ElementsAre;
using testing::IsEmpty;

/// In memory. While it is held, a commit waits.
class MemoryJournal {
 public:
  void commit(std::span<const Delivery> accepted, std::span<const Settlement> ended) {
    std::unique_lock lock(mutex_);
    ++begun_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !is_held_; });
    if (fails_) throw Failure(ExitCode::kCannotRun, "no room is left");
    batches_.push_back(accepted.size() + ended.size());
    for (const Delivery& delivery : accepted) kept_.push_back(delivery.id);
    for (const Settlement& end : ended) ended_.push_back(end.id);
  }
  JournalWriter::Write write() {
    return [this](auto accepted, auto ended) { commit(accepted, ended); };
  }

  void hold() {
    const std::lock_guard lock(mutex_);
    is_held_ = true;
  }
  void let_go() {
    const std::lock_guard lock(mutex_);
    is_held_ = false;
    changed_.notify_all();
  }
  void wait_for_commit() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return begun_ > 0; });
  }
  void fail() { fails_ = true; }
  bool has(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    return std::find(kept_.begin(), kept_.end(), id) != kept_.end();
  }
  const std::vector<std::uint64_t>& kept() const { return kept_; }
  const std::vector<std::uint64_t>& ended() const { return ended_; }
  const std::vector<std::size_t>& batches() const { return batches_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_held_ = false;
  int begun_ = 0;
  std::atomic<bool> fails_ = false;
  std::vector<std::uint64_t> kept_;
  std::vector<std::uint64_t> ended_;
  std::vector<std::size_t> batches_;
};

std::vector<Delivery> deliveries(const std::vector<std::uint64_t>& ids) {
  std::vector<Delivery> all;
  for (const std::uint64_t id : ids) all.push_back({id, id, 1, {}, {}, {}});
  return all;
}

void accept(JournalWriter& writer, const std::vector<std::uint64_t>& ids,
            const JournalWriter::Release& release) {
  auto all = deliveries(ids);
  writer.accept(all, release);
  EXPECT_THAT(all, IsEmpty());
}

TEST(JournalWriter, ReleasesADeliveryOnlyOnceItIsKept) {
  MemoryJournal journal;
  JournalWriter writer(journal.write(), [] {});
  std::vector<std::uint64_t> released;
  const JournalWriter::Release release = [&](std::span<Delivery> kept) {
    for (const Delivery& delivery : kept) {
      EXPECT_TRUE(journal.has(delivery.id));
      released.push_back(delivery.id);
    }
  };
  accept(writer, {1, 2}, release);
  accept(writer, {3}, release);
  writer.flush();
  EXPECT_THAT(released, ElementsAre(1, 2, 3));
}

TEST(JournalWriter, ReleasesToWhomeverHandedItOver) {
  MemoryJournal journal;
  JournalWriter writer(journal.write(), [] {});
  std::vector<std::uint64_t> one;
  std::vector<std::uint64_t> two;
  const auto into = [](std::vector<std::uint64_t>& ids) {
    return [&ids](std::span<Delivery> kept) {
      for (const Delivery& delivery : kept) ids.push_back(delivery.id);
    };
  };
  const JournalWriter::Release first = into(one);
  const JournalWriter::Release second = into(two);
  accept(writer, {1, 3}, first);
  accept(writer, {2}, second);
  accept(writer, {5}, first);
  writer.flush();
  EXPECT_THAT(one, ElementsAre(1, 3, 5));
  EXPECT_THAT(two, ElementsAre(2));
}

TEST(JournalWriter, WritesInOneBatchWhatComesWhileItWrites) {
  MemoryJournal journal;
  const JournalWriter::Release release = [](std::span<Delivery>) {};
  journal.hold();
  JournalWriter writer(journal.write(), [] {});
  accept(writer, {1}, release);
  journal.wait_for_commit();
  accept(writer, {2}, release);
  writer.end({1, State::kDelivered});
  accept(writer, {3, 4}, release);
  journal.let_go();
  writer.flush();
  EXPECT_THAT(journal.batches(), ElementsAre(1, 4));
  EXPECT_THAT(journal.kept(), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(journal.ended(), ElementsAre(1));
}

TEST(JournalWriter, WritesWhatIsLeftAtItsEnd) {
  MemoryJournal journal;
  const JournalWriter::Release release = [](std::span<Delivery>) {};
  {
    JournalWriter writer(journal.write(), [] {});
    accept(writer, {1}, release);
    writer.end({1, State::kFailed});
  }
  EXPECT_THAT(journal.kept(), ElementsAre(1));
  EXPECT_THAT(journal.ended(), ElementsAre(1));
}

TEST(JournalWriter, TellsOfAFailureBeforeItReleasesWhatWasNotKept) {
  MemoryJournal journal;
  journal.fail();
  int failures = 0;
  std::vector<std::uint64_t> released;
  const JournalWriter::Release release = [&](std::span<Delivery> all) {
    EXPECT_EQ(failures, 1);
    for (const Delivery& delivery : all) released.push_back(delivery.id);
  };
  JournalWriter writer(journal.write(), [&] { ++failures; });
  accept(writer, {1}, release);
  writer.flush();
  accept(writer, {2}, release);
  writer.flush();
  EXPECT_EQ(failures, 1);
  EXPECT_THAT(released, ElementsAre(1, 2));
  ASSERT_TRUE(writer.failure());
  EXPECT_STREQ(writer.failure()->what(), "no room is left");
  EXPECT_THAT(journal.kept(), IsEmpty());
}

TEST(JournalWriter, MakesWaitWhileItsBoundIsReached) {
  MemoryJournal journal;
  std::atomic<bool> is_let_go = false;
  const JournalWriter::Release release = [](std::span<Delivery>) {};
  journal.hold();
  JournalWriter writer(journal.write(), [] {});
  accept(writer, {1}, release);
  journal.wait_for_commit();
  accept(writer, std::vector<std::uint64_t>(JournalWriter::kWaitingMax, 2), release);
  std::thread letting_go([&] {
    is_let_go = true;
    journal.let_go();
  });
  writer.wait_for_room();
  EXPECT_TRUE(is_let_go);
  letting_go.join();
}

}  // namespace
}  // namespace hookline
