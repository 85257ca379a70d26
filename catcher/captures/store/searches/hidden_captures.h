#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace hookline {

/// Ids of captures in ascending order, none twice.
using CaptureIds = std::vector<std::int64_t>;

/// Captures that a store still has and that no reader finds.
class HiddenCaptures {
 public:
  void add(const CaptureIds& ids) {
    CaptureIds all;
    std::set_union(ids_.begin(), ids_.end(), ids.begin(), ids.end(), std::back_inserter(all));
    ids_ = std::move(all);
  }
  void remove(const CaptureIds& ids) {
    CaptureIds left;
    std::set_difference(ids_.begin(), ids_.end(), ids.begin(), ids.end(), std::back_inserter(left));
    ids_ = std::move(left);
  }

  bool empty() const { return ids_.empty(); }
  bool has(std::int64_t id) const { return std::binary_search(ids_.begin(), ids_.end(), id); }
  /// How many have an id over that one.
  std::uint64_t count_after(std::int64_t id) const {
    return static_cast<std::uint64_t>(ids_.end() - std::upper_bound(ids_.begin(), ids_.end(), id));
  }

 private:
  CaptureIds ids_;
};

}  // namespace hookline
