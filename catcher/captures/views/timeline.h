#pragma once

#include "catcher/captures/capture.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// How many captures came when: spans of `step_us` from `from_us` on.
struct Timeline {
  struct Series {
    int status_class = 0;                    ///< of the reply: status / 100
    std::string channel = {};                ///< of any bytes
    bool of_other_channels = false;          ///< all channels beyond those that are told apart
    std::vector<std::uint64_t> counts = {};  ///< per span
  };

  std::int64_t from_us = 0;
  std::int64_t step_us = 0;
  std::size_t spans = 0;  ///< 0: there is nothing, and no time was asked for
  std::uint64_t total = 0;
  std::vector<Series> series;  ///< those with a capture, in the order of their first
};

/// Makes a timeline of any number of captures, in one pass and at eight bytes for each.
class TimelineBuilder {
 public:
  void add(const CaptureMoment& moment);

  /// It covers the time from `since_us` to before `until_us` where they are given, else from the
  /// first capture to the last. Spans are of a length that people count in, and start at a multiple
  /// of it; there are at most `spans_max` of them, which is two or more. All captures that were
  /// added lie within that time. May be called once.
  Timeline build(std::optional<std::int64_t> since_us, std::optional<std::int64_t> until_us,
                 std::size_t spans_max);

 private:
  struct Kind {
    Timeline::Series series;
    std::vector<std::int64_t> times_us = {};
  };

  Kind& kind_of(const CaptureMoment& moment);
  bool is_of(const Kind& kind, const CaptureMoment& moment) const;
  bool is_told_apart(std::string_view channel) const;
  std::vector<Kind>::iterator add_kind(const CaptureMoment& moment);

  std::vector<Kind> kinds_;
  std::size_t last_ = 0;                         ///< the kind of the one before
  std::set<std::string, std::less<>> channels_;  ///< those that are told apart
  std::int64_t first_us_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t last_us_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace hookline
