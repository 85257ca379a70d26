#pragma once

#include "emitter/delivery/delivery.h"

#include <mutex>
#include <utility>
#include <vector>

namespace hookline {

/// What other threads give a loop to do.
class Inbox {
 public:
  /// Any thread. Whether it was empty: then the loop has to be told that something is there.
  bool put(Delivery delivery) {
    const std::lock_guard lock(mutex_);
    deliveries_.push_back(std::move(delivery));
    return deliveries_.size() == 1;
  }
  /// A receiver that is to get what comes from now on although it was switched off. Any thread, and
  /// whether the loop has to be told, likewise.
  bool put_switched_on(ReceiverId receiver) {
    const std::lock_guard lock(mutex_);
    switched_on_.push_back(receiver);
    return deliveries_.empty();
  }
  /// All that has come; the space of `taken`, which is empty, is used again.
  void take(std::vector<Delivery>& taken, std::vector<ReceiverId>& switched_on) {
    const std::lock_guard lock(mutex_);
    std::swap(deliveries_, taken);
    std::swap(switched_on_, switched_on);
  }
  bool empty() const {
    const std::lock_guard lock(mutex_);
    return deliveries_.empty();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Delivery> deliveries_;  ///< guarded by mutex_, as the next
  std::vector<ReceiverId> switched_on_;
};

}  // namespace hookline
