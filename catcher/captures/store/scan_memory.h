#pragma once

#include "catcher/base/memory/memory_budget.h"

#include <cstdint>

namespace hookline {

/// The memory that one search through captures holds: that of the body it looks at.
class ScanMemory {
 public:
  /// `budget` outlives this; null: nothing is counted.
  explicit ScanMemory(MemoryBudget* budget) : budget_(budget) {}

  /// The next body has so many bytes, and the one before is no longer looked at. Waits for room;
  /// false where there is none for a while. Small bodies aren't counted.
  bool admit(std::uint64_t body_bytes);
  /// Nothing is looked at any more.
  void end() { share_.give_back(); }

 private:
  MemoryBudget* const budget_;
  MemoryBudget::Share share_;
};

}  // namespace hookline
