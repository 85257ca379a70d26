#include "emitter/serving/recording/recorder.h"

#include <algorithm>
#include <new>
#include <utility>

namespace hookline {

std::optional<Recorder::Progress> Recorder::begin(const Platform& platform) {
  // Nothing can be done between the look at the account and the beginning: note() waits for it.
  return platform.read([&](const Platform::View& view) -> std::optional<Progress> {
    const std::lock_guard lock(mutex_);
    if (recording_) return std::nullopt;
    recording_ = Recording{platform.now_us(), view.account, view.webhooks.present(), {}, 0};
    return progress_locked();
  });
}

Recorder::Progress Recorder::progress_locked() const {
  const auto steps = std::ranges::count_if(recording_->doings,
                                           [](const auto& doing) { return !doing->is_by_itself; });
  return {recording_->since_us, static_cast<std::size_t>(steps), recording_->left_out};
}

std::optional<Recorder::Progress> Recorder::progress() const {
  const std::lock_guard lock(mutex_);
  return recording_ ? std::optional(progress_locked()) : std::nullopt;
}

std::optional<Recording> Recorder::recording() const {
  const std::lock_guard lock(mutex_);
  return recording_;
}

void Recorder::end() {
  std::optional<Recording> ended;  // outlives the lock, as letting go of it takes a while
  const std::lock_guard lock(mutex_);
  std::swap(ended, recording_);
}

void Recorder::note(const AccountDoing& doing) noexcept {
  const std::lock_guard lock(mutex_);
  if (!recording_) return;
  if (recording_->doings.size() >= kDoingsMax) {
    if (!doing.is_by_itself) ++recording_->left_out;
    return;
  }
  try {
    recording_->doings.push_back(std::make_shared<const Doing>(kept(doing)));
  } catch (const std::bad_alloc&) {
    recording_.reset();  // half of it would be worth nothing
  }
}

}  // namespace hookline
