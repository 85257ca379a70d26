#include "emitter/load/results/load_timeline.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

void add(LoadTimeline::Stretch& sum, const LoadTimeline::Stretch& more) {
  sum.delivered += more.delivered;
  sum.failed += more.failed;
  sum.latency_max = std::max(sum.latency_max, more.latency_max);
  sum.latency.merge(more.latency);
}

}  // namespace

void LoadTimeline::record(Duration at, DeliveryState state, std::optional<Duration> latency) {
  Stretch& stretch = stretch_at(std::max(Duration::zero(), at));
  ++(state == DeliveryState::kDelivered ? stretch.delivered : stretch.failed);
  if (!latency) return;
  stretch.latency_max = std::max(stretch.latency_max, *latency);
  stretch.latency.record(*latency);
}

LoadTimeline LoadTimeline::of(Duration width, std::vector<Stretch> stretches) {
  LoadTimeline timeline;
  stretches.resize(std::min(stretches.size(), kStretchesMax));
  // Widths are doublings of the first one, so that all can be merged.
  while (timeline.width_ < width) timeline.width_ *= 2;
  timeline.stretches_ = std::move(stretches);
  return timeline;
}

LoadTimeline::Stretch& LoadTimeline::stretch_at(Duration at) {
  while (at / width_ >= static_cast<std::int64_t>(kStretchesMax)) double_width();
  const auto number = static_cast<std::size_t>(at / width_);
  if (number >= stretches_.size()) stretches_.resize(number + 1);
  return stretches_[number];
}

void LoadTimeline::double_width() {
  width_ *= 2;
  for (std::size_t i = 0; i < stretches_.size(); ++i) {
    const Stretch stretch = std::exchange(stretches_[i], {});
    add(stretches_[i / 2], stretch);
  }
  stretches_.resize((stretches_.size() + 1) / 2);
}

void LoadTimeline::merge(LoadTimeline other) {
  while (width_ < other.width_) double_width();
  while (other.width_ < width_) other.double_width();
  stretches_.resize(std::max(stretches_.size(), other.stretches_.size()));
  for (std::size_t i = 0; i < other.stretches_.size(); ++i) add(stretches_[i], other.stretches_[i]);
}

}  // namespace hookline
