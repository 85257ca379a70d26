#pragma once

#include "catcher/base/memory/memory_budget.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <utility>

#include <httplib.h>

namespace hookline {

/// What calls of the API hold of captures, out of the catcher's one budget.
class CallMemory {
 public:
  /// The budget outlives this; a stop ends what waits for room.
  CallMemory(MemoryBudget& budget, std::stop_token stop)
      : budget_(budget), stop_(std::move(stop)) {}

  /// Waits for room. Throws CallError(503) where there is none for a while.
  MemoryBudget::Share take(std::uint64_t bytes) const;

 private:
  MemoryBudget& budget_;
  const std::stop_token stop_;
};

/// Answers with the bytes, and holds the share, made as small as they are, until they are written.
void answer_held(httplib::Response& response, MemoryBudget::Share share, std::string bytes,
                 const std::string& type);

}  // namespace hookline
