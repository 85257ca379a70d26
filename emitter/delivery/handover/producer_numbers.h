#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// Under which number somebody puts deliveries into which shared queue, remembered beside those
/// deliveries: so that after a new start the queue knows which of them it has.
class ProducerNumbers {
 public:
  virtual ~ProducerNumbers() = default;

  /// `queue` is the queue's mark, see ProducerSeat::mark(). 0: none yet. Throws
  /// Failure(kCannotRun), as the next.
  virtual std::int64_t producer_in(const std::string& queue) = 0;
  virtual void keep_producer(const std::string& queue, std::int64_t number) = 0;
  /// Whether it outlasts the process.
  virtual bool lasts() const = 0;
};

}  // namespace hookline
