#include "catcher/captures/store/timeline.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

constexpr std::size_t kChannelsMax = 50;

constexpr std::int64_t kMillisecond = 1'000;
constexpr std::int64_t kSecond = 1'000 * kMillisecond;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::array kSteps{kMillisecond,
                            2 * kMillisecond,
                            5 * kMillisecond,
                            10 * kMillisecond,
                            20 * kMillisecond,
                            50 * kMillisecond,
                            100 * kMillisecond,
                            200 * kMillisecond,
                            500 * kMillisecond,
                            kSecond,
                            2 * kSecond,
                            5 * kSecond,
                            10 * kSecond,
                            15 * kSecond,
                            30 * kSecond,
                            kMinute,
                            2 * kMinute,
                            5 * kMinute,
                            10 * kMinute,
                            15 * kMinute,
                            30 * kMinute,
                            kHour,
                            2 * kHour,
                            3 * kHour,
                            6 * kHour,
                            12 * kHour,
                            kDay,
                            2 * kDay,
                            7 * kDay};

std::int64_t floor_to(std::int64_t at_us, std::int64_t step_us) {
  const std::int64_t rest = at_us % step_us;
  return at_us - rest - (rest < 0 ? step_us : 0);
}

std::size_t spans_between(std::int64_t first_us, std::int64_t last_us, std::int64_t step_us) {
  return static_cast<std::size_t>(
      (floor_to(last_us, step_us) - floor_to(first_us, step_us)) / step_us + 1);
}

/// The shortest step with which `spans_max`, at least two, hold both ends.
std::int64_t step_for(std::int64_t first_us, std::int64_t last_us, std::size_t spans_max) {
  const auto fits = [&](std::int64_t step) {
    return spans_between(first_us, last_us, step) <= spans_max;
  };
  const auto known = std::find_if(kSteps.begin(), kSteps.end(), fits);
  if (known != kSteps.end()) return *known;
  std::int64_t step = kSteps.back();
  while (!fits(step)) step *= 2;
  return step;
}

/// Collects the times by kind: eight bytes a capture, so that one pass over the store will do.
class Collector {
 public:
  void add(const CaptureMoment& moment) {
    kind_of(moment).times_us.push_back(moment.received_us);
    first_us_ = std::min(first_us_, moment.received_us);
    last_us_ = std::max(last_us_, moment.received_us);
  }

  Timeline timeline(const CaptureFilter& filter, std::size_t spans_max) && {
    Timeline timeline;
    if (kinds_.empty() && !(filter.since_us && filter.until_us)) return timeline;
    const auto first = filter.since_us.value_or(first_us_);
    const auto last = std::max(first, filter.until_us ? *filter.until_us - 1 : last_us_);
    timeline.step_us = step_for(first, last, spans_max);
    timeline.from_us = floor_to(first, timeline.step_us);
    timeline.spans = spans_between(first, last, timeline.step_us);
    for (Kind& kind : kinds_) count(kind, timeline);
    return timeline;
  }

 private:
  struct Kind {
    Timeline::Series series;
    std::vector<std::int64_t> times_us = {};
  };

  Kind& kind_of(const CaptureMoment& moment) {
    // Captures mostly are of the same kind as the one before.
    if (last_ < kinds_.size() && is_of(kinds_[last_], moment)) return kinds_[last_];
    auto found = std::find_if(kinds_.begin(), kinds_.end(),
                              [&](const Kind& kind) { return is_of(kind, moment); });
    if (found == kinds_.end()) found = add_kind(moment);
    last_ = static_cast<std::size_t>(found - kinds_.begin());
    return *found;
  }

  bool is_of(const Kind& kind, const CaptureMoment& moment) const {
    if (kind.series.status_class != moment.status / 100) return false;
    return kind.series.of_other_channels ? !is_told_apart(moment.channel)
                                         : kind.series.channel == moment.channel;
  }

  bool is_told_apart(std::string_view channel) const {
    return channels_.size() < kChannelsMax || channels_.contains(channel);
  }

  std::vector<Kind>::iterator add_kind(const CaptureMoment& moment) {
    Kind kind{{.status_class = moment.status / 100}};
    if (is_told_apart(moment.channel)) {
      kind.series.channel = *channels_.emplace(moment.channel).first;
    } else {
      kind.series.of_other_channels = true;
    }
    return kinds_.insert(kinds_.end(), std::move(kind));
  }

  static void count(Kind& kind, Timeline& timeline) {
    kind.series.counts.resize(timeline.spans);
    for (const std::int64_t at_us : kind.times_us) {
      const auto span = (at_us - timeline.from_us) / timeline.step_us;
      ++kind.series.counts[static_cast<std::size_t>(span)];
    }
    timeline.total += kind.times_us.size();
    timeline.series.push_back(std::move(kind.series));
  }

  std::vector<Kind> kinds_;
  std::size_t last_ = 0;
  std::set<std::string, std::less<>> channels_;  ///< those that are told apart
  std::int64_t first_us_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t last_us_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace

Timeline timeline_of(CaptureStore& store, const CaptureQuery& query, std::size_t spans_max) {
  Collector collector;
  store.scan(query, [&collector](const CaptureMoment& moment) { collector.add(moment); });
  return std::move(collector).timeline(query.filter, std::max<std::size_t>(spans_max, 2));
}

}  // namespace hookline
