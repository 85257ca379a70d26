#pragma once

#include "catcher/base/memory/memory_budget.h"

#include <cstdint>

namespace hookline {

/// The share of a memory budget that one search through captures holds: enough for the body that
/// it looks at.
class ScanMemory {
 public:
  /// `budget` outlives this; null: nothing is counted.
  explicit ScanMemory(MemoryBudget* budget) : budget_(budget) {}

  /// Gives the share for the body before back and takes one for the next, of so many bytes. Waits
  /// for room; false where there is none for a while. Small bodies need no share.
  bool admit(std::uint64_t body_bytes);
  /// Gives the share back: no body is looked at any more.
  void end() { share_.give_back(); }

 private:
  MemoryBudget* const budget_;
  MemoryBudget::Share share_;
};

}  // namespace hookline
