#pragma once

#include "catcher/captures/store/capture_store.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

/// How many captures came when: spans of `step_us` from `from_us` on.
struct Timeline {
  struct Series {
    int status_class = 0;                    ///< of the reply: status / 100
    std::string channel = {};                ///< of any bytes
    bool of_other_channels = false;          ///< of those beyond the number that are told apart
    std::vector<std::uint64_t> counts = {};  ///< per span
  };

  std::int64_t from_us = 0;
  std::int64_t step_us = 0;
  std::size_t spans = 0;  ///< 0: there is nothing, and no time was asked for
  std::uint64_t total = 0;
  std::vector<Series> series;  ///< those with a capture, in the order of their first
};

/// Of the captures that the query asks for, whatever its limit. It covers the filter's since and
/// until where they are set, else the first and the last capture; spans are of a length that people
/// count in, and start at a multiple of it. There are at most `spans_max` of them (at least two are
/// allowed).
Timeline timeline_of(CaptureStore& store, const CaptureQuery& query, std::size_t spans_max);

}  // namespace hookline
