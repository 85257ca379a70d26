#include "emitter/delivery/dispatch/schedule.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

const Clock::time_point kStart{1h};

void add(Schedule& schedule, std::uint64_t id, Clock::duration after, ReceiverId receiver = 1) {
  Delivery delivery;
  delivery.id = id;
  delivery.receiver = receiver;
  schedule.add({std::move(delivery), kStart + after});
}

std::vector<std::uint64_t> ids_of(const std::vector<Schedule::Entry>& entries) {
  std::vector<std::uint64_t> ids;
  for (const Schedule::Entry& entry : entries) ids.push_back(entry.delivery.id);
  return ids;
}

std::vector<std::uint64_t> taken_in_order(Schedule& schedule) {
  std::vector<std::uint64_t> ids;
  while (!schedule.empty()) ids.push_back(schedule.take().delivery.id);
  return ids;
}

TEST(Schedule, GivesTheEarliestFirst) {
  Schedule schedule;
  EXPECT_EQ(schedule.next(), Clock::time_point::max());
  add(schedule, 1, 3s);
  add(schedule, 2, 1s);
  add(schedule, 3, 2s);
  EXPECT_EQ(schedule.next(), kStart + 1s);
  EXPECT_THAT(taken_in_order(schedule), ElementsAre(2, 3, 1));
  EXPECT_EQ(schedule.next(), Clock::time_point::max());
}

TEST(Schedule, KeepsTheOrderOfThoseAtTheSameTime) {
  Schedule schedule;
  for (const std::uint64_t id : {7, 3, 9, 1, 5}) add(schedule, id, 1s);
  EXPECT_THAT(taken_in_order(schedule), ElementsAre(7, 3, 9, 1, 5));
}

TEST(Schedule, GivesAllToOneReceiverAndKeepsTheOthersInOrder) {
  Schedule schedule;
  add(schedule, 1, 3s, 1);
  add(schedule, 2, 2s, 2);
  add(schedule, 3, 1s, 1);
  add(schedule, 4, 1s, {1, ReceiverId::Kind::kAction});
  EXPECT_THAT(ids_of(schedule.take_all_to(1)), UnorderedElementsAre(1, 3));
  EXPECT_THAT(taken_in_order(schedule), ElementsAre(4, 2));
}

}  // namespace
}  // namespace hookline
