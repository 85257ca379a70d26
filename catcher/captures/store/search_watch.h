#pragma once

#include "catcher/captures/store/capture_query.h"

#include <chrono>
#include <functional>

namespace hookline {

/// Asks whether a search is given up, but not at every capture: that is a call of the system, and
/// most searches are over before the first. Used by one thread.
class SearchWatch {
 public:
  explicit SearchWatch(const CaptureQuery& query) : is_given_up_(query.is_given_up) {}

  /// Whether there is anybody to ask.
  bool is_needed() const { return is_given_up_ != nullptr; }
  /// To be called for every few captures. Stays true once it was.
  bool is_given_up();
  bool was_given_up() const { return was_given_up_; }

 private:
  static constexpr std::chrono::milliseconds kAskEvery{50};

  const std::function<bool()> is_given_up_;
  std::chrono::steady_clock::time_point ask_at_ = std::chrono::steady_clock::now() + kAskEvery;
  bool was_given_up_ = false;
};

}  // namespace hookline
