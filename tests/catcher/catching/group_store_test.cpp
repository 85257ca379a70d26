#include "catcher/catching/group_store.h"

#include <atomic>
#include <semaphore>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using Stored = GroupStore::Stored;

Captures batch_of(std::size_t count, std::size_t bytes = 1) {
  Captures batch(count);
  for (Capture& capture : batch) capture.raw.assign(bytes, 'x');
  return batch;
}

/// Gives ids, and waits in each transaction until it is told to go on.
class SlowStore {
 public:
  Stored append(const Captures& batch) {
    begun.release();
    may_end.acquire();
    sizes.push_back(batch.size());
    last += static_cast<std::int64_t>(batch.size());
    return {last - static_cast<std::int64_t>(batch.size()) + 1, ""};
  }

  std::counting_semaphore<> begun{0};
  std::counting_semaphore<> may_end{0};
  std::vector<std::size_t> sizes;
  std::int64_t last = 0;
};

TEST(GroupStore, StoresASmallBatchOnTheThreadThatBringsIt) {
  std::thread::id stored_by;
  GroupStore group([&](const Captures&) {
    stored_by = std::this_thread::get_id();
    return Stored{7, ""};
  });
  std::int64_t first = 0;
  group.append(batch_of(1), [&](const Stored& stored) { first = stored.first; });
  EXPECT_EQ(first, 7);
  EXPECT_EQ(stored_by, std::this_thread::get_id());
}

TEST(GroupStore, StoresInOneTransactionWhatGathersWhileAnotherIsWritten) {
  SlowStore store;
  std::vector<std::int64_t> firsts;
  GroupStore group([&](const Captures& batch) { return store.append(batch); });
  const auto note = [&](const Stored& stored) { firsts.push_back(stored.first); };
  group.append(batch_of(8), note);
  store.begun.acquire();
  for (const std::size_t count : {1, 2, 8}) group.append(batch_of(count), note);
  store.may_end.release(2);
  group.drain();
  EXPECT_EQ(store.sizes, (std::vector<std::size_t>{8, 11}));
  EXPECT_EQ(firsts, (std::vector<std::int64_t>{1, 9, 10, 12}));
}

TEST(GroupStore, DoesNotLetATransactionGrowWithoutEnd) {
  SlowStore store;
  GroupStore group([&](const Captures& batch) { return store.append(batch); });
  const auto ignore = [](const Stored&) {};
  group.append(batch_of(8), ignore);
  store.begun.acquire();
  for (int i = 0; i < 3; ++i) group.append(batch_of(1, std::size_t{6} << 20), ignore);
  store.may_end.release(3);
  group.drain();
  EXPECT_EQ(store.sizes, (std::vector<std::size_t>{8, 2, 1}));
}

TEST(GroupStore, TellsAllOfAGroupWhyItWasNotStored) {
  std::counting_semaphore<> begun(0);
  std::counting_semaphore<> may_end(0);
  std::atomic<int> refused = 0;
  GroupStore group([&](const Captures&) {
    begun.release();
    may_end.acquire();
    return Stored{0, "the disk is full"};
  });
  const auto note = [&](const Stored& stored) { refused += stored.problem.empty() ? 0 : 1; };
  group.append(batch_of(8), note);
  begun.acquire();
  group.append(batch_of(8), note);
  group.append(batch_of(8), note);
  may_end.release(2);
  group.drain();
  EXPECT_EQ(refused, 3);
}

TEST(GroupStore, StoresWhatWaitsBeforeItEnds) {
  std::atomic<int> stored = 0;
  {
    GroupStore group([](const Captures&) { return Stored{1, ""}; });
    for (int i = 0; i < 3; ++i) group.append(batch_of(8), [&](const Stored&) { ++stored; });
  }
  EXPECT_EQ(stored, 3);
}

TEST(GroupStore, LosesAndDoublesNothingOfManyThreads) {
  std::atomic<bool> is_storing = false;
  std::int64_t last = 0;
  GroupStore group([&](const Captures& batch) {
    EXPECT_FALSE(is_storing.exchange(true));
    const std::int64_t first = last + 1;
    last += static_cast<std::int64_t>(batch.size());
    is_storing = false;
    return Stored{first, ""};
  });
  constexpr std::size_t kThreads = 4;
  constexpr std::size_t kBatches = 500;
  std::atomic<std::size_t> told = 0;
  std::atomic<std::size_t> brought = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (std::size_t n = 0; n < kBatches; ++n) {
        const std::size_t size = (n + i) % 8 + 1;
        brought += size;
        group.append(batch_of(size), [&](const Stored&) { ++told; });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  group.drain();
  EXPECT_EQ(told, kThreads * kBatches);
  EXPECT_EQ(last, static_cast<std::int64_t>(brought));
}

}  // namespace
}  // namespace hookline
