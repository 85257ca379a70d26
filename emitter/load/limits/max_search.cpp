#include "emitter/load/limits/max_search.h"

#include <algorithm>
#include <cmath>

namespace hookline {

MaxSearch::MaxSearch(double start, double max)
    : rate_(std::clamp(start, kRateMin, max)), max_(max) {}

std::optional<MaxSearch::Probe> MaxSearch::next() const {
  if (state_ == State::kFound || state_ == State::kNone) return {};
  return Probe{rate_, state_ == State::kConfirming};
}

void MaxSearch::take(bool held) {
  if (!held) return take_broken();
  held_ = rate_;
  if (state_ == State::kConfirming) {
    state_ = State::kFound;
  } else if (state_ == State::kDoubling && rate_ < max_) {
    rate_ = std::min(max_, rate_ * 2);
  } else {
    narrow();
  }
}

void MaxSearch::take_broken() {
  broken_ = rate_;
  if (state_ == State::kConfirming) {
    // Not quite: what held for a short while was luck.
    held_.reset();
    rate_ /= back_off_;
    back_off_ *= back_off_;
    if (rate_ < kRateMin) state_ = State::kNone;
  } else if (held_) {
    narrow();
  } else if (rate_ <= kRateMin) {
    state_ = State::kNone;
  } else {
    state_ = State::kHalving;
    rate_ = std::max(kRateMin, rate_ / 2);
  }
}

void MaxSearch::narrow() {
  const bool is_near = !broken_ || *broken_ / *held_ <= kRatio;
  state_ = is_near ? State::kConfirming : State::kNarrowing;
  rate_ = is_near ? *held_ : std::sqrt(*held_ * *broken_);
}

std::optional<double> MaxSearch::found() const {
  return state_ == State::kFound ? held_ : std::nullopt;
}

}  // namespace hookline
