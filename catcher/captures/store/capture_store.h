#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/filters/capture_filter.h"
#include "catcher/captures/relay.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

class MemoryBudget;

/// The store can't take captures now: disk full, read-only, gone. Says which, and where. It may
/// recover.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// There is no room left; deleting captures makes some.
class StoreFullError : public StoreError {
 public:
  using StoreError::StoreError;
};

/// Bounds of a store. The oldest captures go when either would be exceeded; the newest always
/// stays.
struct StoreLimits {
  std::uint64_t captures_max = 100'000;
  std::uint64_t bytes_max = std::uint64_t{1} << 30;  ///< see StoreCounts::bytes
};

struct StoreCounts {
  std::int64_t last = 0;   ///< highest id ever given; 0 before the first
  std::int64_t floor = 0;  ///< those up to this id are gone, dropped or deleted all together
  std::uint64_t dropped =
      0;  ///< how many went because the store was full (not those deleted by request)
  std::uint64_t total = 0;    ///< how many are there now
  std::uint64_t bytes = 0;    ///< sum of their kept_bytes(), and of those of their relays
  std::uint64_t cleared = 0;  ///< how many times captures were deleted by request
  std::uint64_t updated = 0;  ///< how many times one has changed, since the store was opened

  /// Grows with whatever happens to captures that were there before; viewers watch it.
  std::uint64_t changes() const { return cleared + updated; }
};

/// Captures that have changed.
struct StoreUpdates {
  std::vector<std::int64_t> ids;  ///< in the order of the changes; one may stand there twice
  std::uint64_t last = 0;         ///< StoreCounts::updated after the last of them
  bool complete = true;           ///< false: there were more than are remembered
};

/// How much list_heads() gives of a body where its start is asked for, and of which bodies: those
/// that are cheap to read.
inline constexpr std::size_t kBodyStartBytes = std::size_t{8} << 10;
inline constexpr std::size_t kBodyStartOfMax = std::size_t{256} << 10;

/// Which captures: after < id < before, matching the filter, at most `limit`.
struct CaptureQuery {
  std::int64_t after = 0;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  std::size_t limit = 100;
  /// true: the `limit` newest of them instead of the `limit` oldest. Either way they are returned
  /// oldest first.
  bool newest = false;
  /// true: list_heads() gives the first kBodyStartBytes of each body besides, but nothing of bodies
  /// over kBodyStartOfMax.
  bool body_starts = false;
  CaptureFilter filter = {};
};

struct CaptureSize {
  std::int64_t id = 0;
  std::uint64_t head_bytes = 0;
  std::uint64_t kept_bytes = 0;  ///< of all of it, and of its relays
};

/// When a capture came, and what tells it apart on a timeline.
struct CaptureMoment {
  std::int64_t received_us = 0;
  int status = 0;
  std::string_view channel;
};

/// What is caught, and the only shared mutable state of the catcher. Every method may be called
/// from any thread; reading never makes append wait for more than a moment.
class CaptureStore {
 public:
  virtual ~CaptureStore() = default;

  /// Stores all of the batch or nothing of it, in one transaction: when it returns, they are there
  /// for readers and survive the process (where the store is a file). They get the ids from the
  /// returned one on, in order. Throws StoreError. The batch must not be empty.
  virtual std::int64_t append(Captures batch) = 0;

  virtual std::optional<Capture> find(std::int64_t id) = 0;
  virtual Captures list(const CaptureQuery& query) = 0;
  /// As list(), but raw holds only the head, for lists that show no bodies.
  virtual Captures list_heads(const CaptureQuery& query) = 0;
  /// As list(), but only how large each is: of captures of any size, nothing is read that the
  /// filter doesn't ask for.
  virtual std::vector<CaptureSize> sizes(const CaptureQuery& query) = 0;
  /// How many match, whatever the query's limit.
  virtual std::uint64_t count(CaptureQuery query) = 0;
  /// Calls `take` for each that matches, whatever the query's limit, in any order. The channel
  /// lasts as long as the call.
  virtual void scan(const CaptureQuery& query,
                    const std::function<void(const CaptureMoment&)>& take) = 0;
  virtual StoreCounts counts() = 0;
  /// Why the last write failed, a sentence; empty where it went well.
  virtual std::string problem() const { return ""; }

  /// Ends what is under way and may take long: searches fail, and the rest of a deletion goes on
  /// when the store is opened again.
  virtual void interrupt() {}
  /// What tells this store from every other one, which gives the same ids to other captures:
  /// letters and digits. A file's outlasts the process.
  virtual const std::string& identity() const = 0;

  /// Both return how many were deleted. Ids are never given again.
  virtual std::uint64_t remove(std::int64_t id) = 0;
  virtual std::uint64_t clear() = 0;

  /// Keeps what came of sending the capture on; `reply`, where given, becomes the capture's, and
  /// the time that it was waited for is added to the capture's. False: the capture has gone. Throws
  /// StoreError.
  virtual bool add_relay(std::int64_t id, Relay relay, std::optional<CaptureReply> reply) = 0;
  /// Oldest first; empty where there are none. The newest kReplaysMax replays are kept.
  virtual std::vector<Relay> relays(std::int64_t id) = 0;
  /// The captures that were given a relay after `number` of them were: see StoreCounts::updated.
  virtual StoreUpdates updates_after(std::uint64_t number) = 0;

  /// Waits until a capture with an id over `id` was stored, counts().changes() is no longer
  /// `changes`, the time is over or a stop is asked for, and returns counts() then.
  virtual StoreCounts wait_past(std::int64_t id, std::uint64_t changes,
                                std::chrono::steady_clock::time_point deadline,
                                std::stop_token stop) = 0;
};

/// Opens or makes the file; the captures in it are kept. Throws Failure(kCannotRun) when it can't
/// be used.
/// `memory`, where given, outlives the store: filters that look into large bodies take a share of
/// it, and throw StoreError where there is none for a while.
std::unique_ptr<CaptureStore> open_sqlite_store(const std::string& file, StoreLimits limits,
                                                MemoryBudget* memory = nullptr);
std::unique_ptr<CaptureStore> make_memory_store(StoreLimits limits, MemoryBudget* memory = nullptr);

}  // namespace hookline
