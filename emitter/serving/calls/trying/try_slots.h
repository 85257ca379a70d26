#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace hookline {

/// How many samples and probes are under way at once: each waits for a receiver on a thread of the
/// address's.
class TrySlots {
 public:
  static constexpr std::size_t kMost = 8;

  /// One of them, for as long as the result lives. Throws CallError(503) where there is none.
  std::shared_ptr<void> take();

 private:
  std::atomic<std::size_t> taken_ = 0;
};

}  // namespace hookline
