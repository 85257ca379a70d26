#pragma once

#include "catcher/api/call/call_memory.h"
#include "catcher/captures/store/stored_captures.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hookline {

class CaptureNotes;

/// Reads captures for a call, some megabytes at a time, each time with a share of the memory for
/// calls: however many and however large they are, a call holds no more.
class CaptureWalk {
 public:
  /// Some of them, oldest first, and the share for them and for what is made of them.
  struct Some {
    MemoryBudget::Share share;
    Captures captures;
  };

  /// All that the query asks for, whatever its limit, from the oldest on. The store and the memory
  /// outlive this.
  CaptureWalk(StoredCaptures& store, const CallMemory& memory, CaptureQuery query);
  /// Those that were found before, in the order of their ids.
  CaptureWalk(StoredCaptures& store, const CallMemory& memory, std::vector<CaptureSize> found,
              CapturePart part);

  /// None: that was all. Those that have gone meanwhile are left out. Throws CallError where there
  /// is no memory for a while.
  Some next();
  /// The highest id that next() has come past.
  std::int64_t last_id() const { return last_id_; }
  bool is_at_end() const { return at_ == found_.size() && is_found_whole_; }

 private:
  void find_more();
  std::uint64_t cost_of(const CaptureSize& size) const;
  Captures read(std::size_t from, std::size_t to) const;

  StoredCaptures& store_;
  const CallMemory& memory_;
  CaptureQuery query_;
  std::vector<CaptureSize> found_;
  std::size_t at_ = 0;
  bool is_found_whole_;
  std::int64_t last_id_ = 0;
};

/// How much of a capture its summary needs when the notes are added.
CapturePart summary_part(const CaptureNotes& notes);

}  // namespace hookline
