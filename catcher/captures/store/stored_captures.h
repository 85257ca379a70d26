#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"
#include "catcher/captures/store/arrivals.h"
#include "catcher/captures/store/searches/capture_query.h"
#include "catcher/captures/store/store_error.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace hookline {

struct CaptureSize {
  std::int64_t id = 0;
  std::uint64_t head_bytes = 0;
  std::uint64_t kept_bytes = 0;  ///< of all of it, and of its relays
};

/// The part of a store that reads. Any thread may call it, and appending never waits for it for
/// more than a moment. Whatever looks for captures may throw StoreError.
class StoredCaptures {
 public:
  virtual ~StoredCaptures() = default;

  virtual std::optional<Capture> find(std::int64_t id) = 0;
  virtual Captures list(const CaptureQuery& query) = 0;
  /// As list(), but only how large each is. Bodies are read only where the filter asks for them.
  virtual std::vector<CaptureSize> sizes(const CaptureQuery& query) = 0;
  /// How many match, whatever the query's limit.
  virtual std::uint64_t count(CaptureQuery query) = 0;
  /// Calls `take` for each that matches, whatever the query's limit, in any order. The moment's
  /// channel is valid during that call only.
  virtual void scan(const CaptureQuery& query,
                    const std::function<void(const CaptureMoment&)>& take) = 0;
  /// What came of sending the capture on, oldest first; empty where there is nothing. The newest
  /// kReplaysMax replays are kept.
  virtual std::vector<Relay> relays(std::int64_t id) = 0;
  /// A name of letters and digits that no other store has: ids alone don't say which store they
  /// are of. That of a file stays the same when it is opened again.
  virtual const std::string& identity() const = 0;

  StoreCounts counts() const { return arrivals_.counts(); }
  /// The captures that were given a relay after `number` of them were: see StoreCounts::updated.
  StoreUpdates updates_after(std::uint64_t number) const { return arrivals_.updates_after(number); }
  /// Waits until a capture with an id over `id` was stored, counts().changes() is no longer
  /// `changes`, the time is over or a stop is asked for, and returns counts() then.
  StoreCounts wait_past(std::int64_t id, std::uint64_t changes,
                        std::chrono::steady_clock::time_point deadline, std::stop_token stop) {
    return arrivals_.wait_past(id, changes, deadline, std::move(stop));
  }

 protected:
  Arrivals arrivals_;  ///< the store tells it of each change
};

}  // namespace hookline
