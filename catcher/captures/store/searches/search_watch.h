#pragma once

#include "catcher/captures/store/searches/capture_query.h"

#include <chrono>
#include <functional>

namespace hookline {

/// Asks whether a search is given up, but not at every capture. Used by one thread.
class SearchWatch {
 public:
  explicit SearchWatch(const CaptureQuery& query)
      : is_given_up_(query.is_given_up), every_(query.asked_every) {}

  /// Whether there is anybody to ask.
  bool is_needed() const { return is_given_up_ != nullptr; }
  /// To be called for every few captures. Stays true once it was.
  bool is_given_up();
  bool was_given_up() const { return was_given_up_; }

 private:
  const std::function<bool()> is_given_up_;
  const std::chrono::milliseconds every_;
  std::chrono::steady_clock::time_point ask_at_ = std::chrono::steady_clock::now() + every_;
  bool was_given_up_ = false;
};

}  // namespace hookline
