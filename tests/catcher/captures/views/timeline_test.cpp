#include "catcher/captures/views/timeline.h"

#include "catcher/base/units/timestamp.h"
#include "catcher/captures/store/capture_store.h"
#include "tests/support/made_capture.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <numeric>

#include <gmock/gmock.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kSecond = 1'000'000;
/// 2024-02-28T10:00:00Z
constexpr std::int64_t kStart = 1'709'114'400 * kSecond;

Capture capture_at(std::int64_t at_us, int status = 200, std::string channel = "") {
  Capture capture = form_capture("/hook", "a=b");
  capture.received_us = at_us;
  capture.reply.status = status;
  capture.channel = std::move(channel);
  return capture;
}

auto is_series(int status_class, const std::string& channel,
               const testing::Matcher<std::vector<std::uint64_t>>& counts) {
  return testing::AllOf(testing::Field(&Timeline::Series::status_class, status_class),
                        testing::Field(&Timeline::Series::channel, channel),
                        testing::Field(&Timeline::Series::counts, counts));
}

struct Asked {
  FormFields filters = {};
  std::optional<std::int64_t> since_us = {};
  std::optional<std::int64_t> until_us = {};
};

class TimelineTest : public testing::TestWithParam<const char*> {
 protected:
  Timeline timeline(Captures captures, Asked asked = {}, std::size_t buckets = 10) {
    if (!captures.empty()) store_->append(std::move(captures));
    if (asked.since_us) asked.filters.push_back({"since", timestamp_text(*asked.since_us)});
    if (asked.until_us) asked.filters.push_back({"until", timestamp_text(*asked.until_us)});
    TimelineBuilder builder;
    store_->scan({.filter = CaptureFilter(asked.filters)},
                 [&](const CaptureMoment& moment) { builder.add(moment); });
    return builder.build(asked.since_us, asked.until_us, buckets);
  }

 private:
  TempFolder folder_;
  std::unique_ptr<CaptureStore> store_ = GetParam() == std::string("memory")
                                             ? make_memory_store({})
                                             : open_sqlite_store(folder_.file("a.db"), {});
};

INSTANTIATE_TEST_SUITE_P(Stores, TimelineTest, testing::Values("memory", "sqlite"),
                         [](const auto& store) { return std::string(store.param); });

TEST_P(TimelineTest, IsEmptyWhereNothingWasCaught) {
  const auto empty = timeline({});
  EXPECT_EQ(empty.spans, 0u);
  EXPECT_THAT(empty.series, IsEmpty());
}

TEST_P(TimelineTest, CountsInStepsThatPeopleCountIn) {
  const auto line = timeline({capture_at(kStart + 100), capture_at(kStart + 3 * kSecond),
                              capture_at(kStart + 9 * kSecond), capture_at(kStart + 9 * kSecond)});
  EXPECT_EQ(line.from_us, kStart);
  EXPECT_EQ(line.step_us, kSecond);
  EXPECT_THAT(line.series.at(0).counts, ElementsAre(1, 0, 0, 1, 0, 0, 0, 0, 0, 2));
  EXPECT_EQ(line.total, 4u);
}

TEST_P(TimelineTest, NeverHasMoreBucketsThanAskedFor) {
  for (const std::int64_t span : {std::int64_t{1}, std::int64_t{999}, 10 * kSecond, 3'601 * kSecond,
                                  86'400 * 400 * kSecond}) {
    const auto line = timeline({capture_at(kStart - 1), capture_at(kStart - 1 + span)});
    EXPECT_LE(line.spans, 10u) << span;
    const auto& counts = line.series.at(0).counts;
    EXPECT_EQ(counts.size(), line.spans);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0u), line.total);
  }
}

TEST_P(TimelineTest, TellsStatusesAndChannelsApart) {
  const auto line =
      timeline({capture_at(kStart, 200, "a"), capture_at(kStart, 204, "b"),
                capture_at(kStart, 503, "a"), capture_at(kStart + kSecond / 1000, 200, "a")});
  EXPECT_THAT(line.series, ElementsAre(is_series(2, "a", ElementsAre(1, 1)),
                                       is_series(2, "b", ElementsAre(1, 0)),
                                       is_series(5, "a", ElementsAre(1, 0))));
}

TEST_P(TimelineTest, CountsTheRestOfVeryManyChannelsTogether) {
  Captures captures;
  for (int i = 0; i < 80; ++i) captures.push_back(capture_at(kStart, 200, std::to_string(i)));
  captures.push_back(capture_at(kStart, 500, "79"));
  captures.push_back(capture_at(kStart, 500, "0"));
  const auto line = timeline(std::move(captures));
  // Fifty channels, one of them with two kinds of status, and two kinds of the others.
  ASSERT_THAT(line.series, SizeIs(53));
  EXPECT_TRUE(line.series[50].of_other_channels);
  EXPECT_THAT(line.series[50].counts, ElementsAre(30));
  EXPECT_TRUE(line.series[51].of_other_channels);
  EXPECT_EQ(line.series[51].status_class, 5);
  EXPECT_EQ(line.series[52].channel, "0");
  EXPECT_EQ(line.total, 82u);
}

TEST_P(TimelineTest, TakesTheFilters) {
  Asked asked{{{"channel", "b"}, {"form.a", "b"}}};
  EXPECT_EQ(timeline({capture_at(kStart, 200, "a"), capture_at(kStart, 200, "b")}, asked).total,
            1u);
  asked.filters.push_back({"text", "nothing of that kind"});
  EXPECT_EQ(timeline({}, asked).total, 0u);
}

TEST_P(TimelineTest, CoversTheTimeThatIsAskedFor) {
  Asked hour;
  hour.since_us = kStart;
  hour.until_us = kStart + 3600 * kSecond;
  const auto line = timeline({capture_at(kStart + 600 * kSecond), capture_at(kStart - 1),
                              capture_at(kStart + 3600 * kSecond)},
                             hour, 12);
  EXPECT_EQ(line.from_us, kStart);
  EXPECT_EQ(line.step_us, 300 * kSecond);
  EXPECT_THAT(line.series.at(0).counts, ElementsAre(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST_P(TimelineTest, IsSoundForTimesThatMakeNoSense) {
  Asked odd;
  odd.since_us = -62'135'596'800 * kSecond;  // the year 1
  EXPECT_LE(timeline({capture_at(kStart)}, odd).spans, 10u);
  odd.since_us = kStart + kSecond;
  odd.until_us = kStart;
  EXPECT_EQ(timeline({}, odd).total, 0u);
  odd.since_us = -62'135'596'800 * kSecond;
  odd.until_us = 253'402'300'799 * kSecond;  // the end of the year 9999
  EXPECT_EQ(timeline({}, odd).total, 1u);
}

}  // namespace
}  // namespace hookline
