#include "catcher/api/replays/replays_under_way.h"

namespace hookline {

ReplaysUnderWay::One::One(ReplaysUnderWay& all, std::int64_t capture_id) : all_(all) {
  const std::lock_guard lock(all_.mutex_);
  entry_ = all_.entries_.insert(all_.entries_.end(), {capture_id, {}});
}

ReplaysUnderWay::One::~One() {
  const std::lock_guard lock(all_.mutex_);
  all_.entries_.erase(entry_);
}

std::size_t ReplaysUnderWay::cancel(std::int64_t capture_id) {
  std::size_t count = 0;
  const std::lock_guard lock(mutex_);
  for (Entry& entry : entries_) {
    if (entry.capture_id == capture_id && entry.stop.request_stop()) ++count;
  }
  return count;
}

}  // namespace hookline
