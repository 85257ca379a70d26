#include "catcher/base/memory/memory_budget.h"

#include "catcher/base/process/diagnostics.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::chrono::seconds kSilence{10};

}  // namespace

void MemoryBudget::Share::give_back() {
  if (budget_ != nullptr) budget_->give(bytes_);
  budget_ = nullptr;
  bytes_ = 0;
}

void MemoryBudget::Share::shrink_to(std::uint64_t bytes) {
  if (bytes >= bytes_) return;
  budget_->give(bytes_ - bytes);
  bytes_ = bytes;
}

/// Of large shares, which leave a quarter free.
std::uint64_t MemoryBudget::at_most(std::uint64_t bytes) const {
  return bytes <= kSmallBytes ? bytes : std::min(bytes, bytes_max_ - bytes_max_ / 4);
}

bool MemoryBudget::has_room(std::uint64_t held_by_it, std::uint64_t bytes) const {
  const std::uint64_t room = bytes <= kSmallBytes ? bytes_max_ : bytes_max_ - bytes_max_ / 4;
  return held_ - held_by_it + bytes <= room;
}

bool MemoryBudget::resize(Share& share, std::uint64_t bytes) {
  bytes = at_most(bytes);
  if (bytes == share.bytes_) return true;
  const std::lock_guard lock(mutex_);
  if (bytes > share.bytes_ && !has_room(share.bytes_, bytes)) return false;
  held_ += bytes - share.bytes_;
  if (bytes < share.bytes_) given_back_.notify_all();
  share.budget_ = this;
  share.bytes_ = bytes;
  return true;
}

std::optional<MemoryBudget::Share> MemoryBudget::wait_for(std::uint64_t bytes,
                                                          std::chrono::milliseconds patience,
                                                          const std::stop_token& stop) {
  bytes = at_most(bytes);
  std::unique_lock lock(mutex_);
  given_back_.wait_for(lock, stop, patience, [&] { return waits_ended_ || has_room(0, bytes); });
  if (!has_room(0, bytes)) return std::nullopt;
  held_ += bytes;
  return Share(this, bytes);
}

void MemoryBudget::end_waits() {
  const std::lock_guard lock(mutex_);
  waits_ended_ = true;
  given_back_.notify_all();
}

void MemoryBudget::give(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  held_ -= bytes;
  given_back_.notify_all();
}

std::uint64_t MemoryBudget::held() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

std::uint64_t MemoryBudget::turned_away() const {
  const std::lock_guard lock(mutex_);
  return turned_away_;
}

void MemoryBudget::tell_turned_away() {
  const auto now = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    const bool is_first = turned_away_++ == 0;
    const bool was_told = !is_first && now - told_at_ < kSilence;
    told_at_ = now;
    if (was_told) return;
  }
  warn(fmt::format(
      "the {} bytes for requests and calls under way are all in use; what needs more waits, then "
      "gets 503; --memory SIZE allows more",
      bytes_max_));
}

}  // namespace hookline
