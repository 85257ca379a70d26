#include "emitter/platform/records/news_board.h"

#include <stop_token>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::chrono::steady_clock::time_point at_once() {
  return std::chrono::steady_clock::now();
}

std::chrono::steady_clock::time_point long_after() {
  return std::chrono::steady_clock::now() + std::chrono::hours(1);
}

TEST(NewsBoard, TellsAtFirstWhereThingsAre) {
  NewsBoard board;
  board.begin(7, 3);
  const News news = board.now();
  EXPECT_EQ(news.event, 7u);
  EXPECT_EQ(news.delivery, 3u);
  EXPECT_THAT(news.deliveries, IsEmpty());
  EXPECT_FALSE(news.has_missed);
  EXPECT_FALSE(board.wait_past(news.place, at_once(), {}));
}

TEST(NewsBoard, NamesWhatHasChangedSinceAPlaceOnce) {
  NewsBoard board;
  board.begin(7, 3);
  const News before = board.now();
  board.note_done(8, 5, 2);
  board.note_delivery(5);
  board.note_delivery(1);
  board.note_webhooks();
  const auto news = board.wait_past(before.place, at_once(), {});
  ASSERT_TRUE(news);
  EXPECT_EQ(news->event, 8u);
  EXPECT_EQ(news->delivery, 5u);
  EXPECT_THAT(news->deliveries, ElementsAre(1, 4, 5));
  EXPECT_NE(news->account, before.account);
  EXPECT_NE(news->webhooks, before.webhooks);
  EXPECT_FALSE(news->has_missed);
  EXPECT_FALSE(board.wait_past(news->place, at_once(), {}));
}

TEST(NewsBoard, WakesWhoWaits) {
  NewsBoard board;
  const News before = board.now();
  std::jthread changer([&] { board.note_delivery(9); });
  const auto news = board.wait_past(before.place, long_after(), {});
  ASSERT_TRUE(news);
  EXPECT_THAT(news->deliveries, ElementsAre(9));
}

TEST(NewsBoard, EndsAWaitAtAStop) {
  NewsBoard board;
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_FALSE(board.wait_past(board.now().place, long_after(), stop.get_token()));
}

TEST(NewsBoard, TellsOfSoManyThatItNamesTheNewestAlone) {
  NewsBoard board;
  const News before = board.now();
  board.note_done(1, 5000, 5000);
  const auto news = board.wait_past(before.place, at_once(), {});
  ASSERT_TRUE(news);
  EXPECT_THAT(news->deliveries, SizeIs(NewsBoard::kNamedMax));
  EXPECT_EQ(news->deliveries.back(), 5000u);
  EXPECT_TRUE(news->has_missed);
}

TEST(NewsBoard, TellsWhoIsFarBehindThatHeHasMissedSome) {
  NewsBoard board;
  const News before = board.now();
  for (int i = 0; i < 10'000; ++i) board.note_delivery(1);
  EXPECT_TRUE(board.wait_past(before.place, at_once(), {})->has_missed);
}

}  // namespace
}  // namespace hookline
