#include "catcher/captures/store/searches/search_watch.h"

namespace hookline {

bool SearchWatch::is_given_up() {
  if (was_given_up_ || !is_needed()) return was_given_up_;
  const auto now = std::chrono::steady_clock::now();
  if (now < ask_at_) return false;
  ask_at_ = now + every_;
  was_given_up_ = is_given_up_();
  return was_given_up_;
}

}  // namespace hookline
