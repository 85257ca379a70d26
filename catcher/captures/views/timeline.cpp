#include "catcher/captures/views/timeline.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

constexpr std::size_t kChannelsMax = 50;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

/// The lengths that people count in: a unit, and how many of it.
struct Steps {
  std::int64_t unit_us;
  std::vector<int> counts;
};

std::vector<std::int64_t> known_steps() {
  std::vector<std::int64_t> steps;
  for (const auto& [unit_us, counts] :
       {Steps{1000, {1, 2, 5, 10, 20, 50, 100, 200, 500}}, Steps{kSecond, {1, 2, 5, 10, 15, 30}},
        Steps{kMinute, {1, 2, 5, 10, 15, 30}}, Steps{kHour, {1, 2, 3, 6, 12}},
        Steps{kDay, {1, 2, 7}}}) {
    for (const int count : counts) steps.push_back(count * unit_us);
  }
  return steps;
}

std::int64_t floor_to(std::int64_t at_us, std::int64_t step_us) {
  const std::int64_t rest = at_us % step_us;
  return at_us - rest - (rest < 0 ? step_us : 0);
}

std::size_t spans_between(std::int64_t first_us, std::int64_t last_us, std::int64_t step_us) {
  return static_cast<std::size_t>(
      (floor_to(last_us, step_us) - floor_to(first_us, step_us)) / step_us + 1);
}

/// The shortest step of which no more than `spans_max` cover the time.
std::int64_t step_for(std::int64_t first_us, std::int64_t last_us, std::size_t spans_max) {
  const auto fits = [&](std::int64_t step) {
    return spans_between(first_us, last_us, step) <= spans_max;
  };
  const auto steps = known_steps();
  const auto known = std::find_if(steps.begin(), steps.end(), fits);
  if (known != steps.end()) return *known;
  std::int64_t step = steps.back();
  while (!fits(step)) step *= 2;
  return step;
}

}  // namespace

void TimelineBuilder::add(const CaptureMoment& moment) {
  kind_of(moment).times_us.push_back(moment.received_us);
  first_us_ = std::min(first_us_, moment.received_us);
  last_us_ = std::max(last_us_, moment.received_us);
}

Timeline TimelineBuilder::build(std::optional<std::int64_t> since_us,
                                std::optional<std::int64_t> until_us, std::size_t spans_max) {
  Timeline timeline;
  if (kinds_.empty() && !(since_us && until_us)) return timeline;
  const auto first = since_us.value_or(first_us_);
  const auto last = std::max(first, until_us ? *until_us - 1 : last_us_);
  timeline.step_us = step_for(first, last, spans_max);
  timeline.from_us = floor_to(first, timeline.step_us);
  timeline.spans = spans_between(first, last, timeline.step_us);
  for (Kind& kind : kinds_) {
    kind.series.counts.resize(timeline.spans);
    for (const std::int64_t at_us : kind.times_us) {
      const auto span = (at_us - timeline.from_us) / timeline.step_us;
      ++kind.series.counts[static_cast<std::size_t>(span)];
    }
    timeline.total += kind.times_us.size();
    timeline.series.push_back(std::move(kind.series));
  }
  return timeline;
}

TimelineBuilder::Kind& TimelineBuilder::kind_of(const CaptureMoment& moment) {
  // Most captures are of the same kind as the one before.
  if (last_ < kinds_.size() && is_of(kinds_[last_], moment)) return kinds_[last_];
  auto found = std::find_if(kinds_.begin(), kinds_.end(),
                            [&](const Kind& kind) { return is_of(kind, moment); });
  if (found == kinds_.end()) found = add_kind(moment);
  last_ = static_cast<std::size_t>(found - kinds_.begin());
  return *found;
}

bool TimelineBuilder::is_of(const Kind& kind, const CaptureMoment& moment) const {
  if (kind.series.status_class != moment.status / 100) return false;
  return kind.series.of_other_channels ? !is_told_apart(moment.channel)
                                       : kind.series.channel == moment.channel;
}

bool TimelineBuilder::is_told_apart(std::string_view channel) const {
  return channels_.size() < kChannelsMax || channels_.contains(channel);
}

std::vector<TimelineBuilder::Kind>::iterator TimelineBuilder::add_kind(
    const CaptureMoment& moment) {
  Kind kind{{.status_class = moment.status / 100}};
  if (is_told_apart(moment.channel)) {
    kind.series.channel = *channels_.emplace(moment.channel).first;
  } else {
    kind.series.of_other_channels = true;
  }
  return kinds_.insert(kinds_.end(), std::move(kind));
}

}  // namespace hookline
