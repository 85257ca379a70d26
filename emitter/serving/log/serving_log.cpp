#include "emitter/serving/log/serving_log.h"

#include <utility>

namespace hookline {

void ServingLog::write(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (log_) return log_->write(line, 1);
  held_ += line;
  ++held_count_;
}

void ServingLog::open() {
  const std::lock_guard lock(mutex_);
  if (out_ == nullptr) return;
  log_.emplace(*out_, style_);
  if (held_count_ > 0) log_->write(std::exchange(held_, ""), held_count_);
}

}  // namespace hookline
