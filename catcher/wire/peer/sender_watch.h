#pragma once

#include <chrono>
#include <optional>

namespace hookline {

/// Whether anybody still waits for an answer that is delayed. A sender that has ended its side may
/// go on reading or have gone altogether: nothing tells, before something is sent. After three
/// seconds it counts as gone.
class SenderWatch {
 public:
  /// To be asked now and then.
  bool is_gone(int socket, std::chrono::steady_clock::time_point now);
  /// For the next request.
  void reset() { ended_at_.reset(); }

 private:
  std::optional<std::chrono::steady_clock::time_point> ended_at_;
};

}  // namespace hookline
