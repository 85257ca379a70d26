#pragma once

#include "catcher/captures/store/capture_appender.h"
#include "catcher/captures/store/stored_captures.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hookline {

class MemoryBudget;

/// Bounds of a store. The oldest captures go when either would be exceeded; the newest always
/// stays.
struct StoreLimits {
  std::uint64_t captures_max = 100'000;
  std::uint64_t bytes_max = std::uint64_t{1} << 30;  ///< see StoreCounts::bytes
};

/// What is caught, and the only shared mutable state of the catcher.
class CaptureStore : public CaptureAppender, public StoredCaptures {
 public:
  /// All return how many were deleted, hidden ones too. Ids are never given again. Throw
  /// StoreError: then some may have been deleted.
  virtual std::uint64_t remove(const CaptureIds& ids) = 0;
  std::uint64_t remove(std::int64_t id) { return remove(CaptureIds{id}); }
  virtual std::uint64_t clear() = 0;

  /// From now on no reader finds these, nor are they counted, until they are shown again. That is
  /// kept in memory alone: a store that is opened again has them.
  void hide(const CaptureIds& ids) { arrivals_.hide(ids); }
  void show(const CaptureIds& ids) { arrivals_.show(ids); }

  /// Why the last write failed, a sentence; empty where it went well.
  virtual std::string problem() const { return ""; }
  /// Ends what is under way and may take long: searches fail, and the rest of a deletion goes on
  /// when the store is opened again.
  virtual void interrupt() {}
};

/// Opens or makes the file; the captures in it are kept. Throws Failure(kCannotRun) when it can't
/// be used.
/// `memory`, where given, outlives the store: filters that look into large bodies take a share of
/// it, and throw StoreError where there is none for a while.
std::unique_ptr<CaptureStore> open_sqlite_store(const std::string& file, StoreLimits limits,
                                                MemoryBudget* memory = nullptr);
std::unique_ptr<CaptureStore> make_memory_store(StoreLimits limits, MemoryBudget* memory = nullptr);

}  // namespace hookline
