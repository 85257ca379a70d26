#pragma once

#include "catcher/captures/store/stored_captures.h"

#include <cstdint>
#include <vector>

namespace hookline {

/// What a wait has found so far. Of a few small captures it keeps all, so that they can be answered
/// with though they be dropped meanwhile; of more, their sizes alone.
class FoundCaptures {
 public:
  void add(StoredCaptures& store, const std::vector<CaptureSize>& more);
  std::size_t count() const { return sizes_.size(); }
  bool has(std::int64_t id) const;
  std::uint64_t bytes() const { return bytes_; }

  /// The first `count` of them by their ids. `kept` is empty where they have to be read.
  struct Taken {
    std::vector<CaptureSize> sizes;
    Captures kept;
  };
  Taken take(std::size_t count);

 private:
  std::vector<CaptureSize> sizes_;
  Captures kept_;
  std::uint64_t bytes_ = 0;
};

}  // namespace hookline
