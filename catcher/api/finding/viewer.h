#pragma once

#include "catcher/captures/store/stored_captures.h"
#include "catcher/metrics/metrics.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

#include <httplib.h>

namespace hookline {

// A stream says its place as ID@STORE in a block of its own, behind the captures' own ids: another
// store gives the same ids again, and the id of a capture's event stays the capture's.

class CallMemory;
class CaptureNotes;
class CaptureWalk;
class CallQuery;

/// Where a stream begins.
struct StreamStart {
  std::int64_t after = 0;
  bool is_resumed = false;
  bool is_lost = false;  ///< what the viewer has seen isn't of this store
};

/// Where the viewer left off: Last-Event-ID, which browsers send when they come back, or after=;
/// else from now on. Throws CallError(400) for what is neither.
StreamStart stream_start(const httplib::Request& request, const CallQuery& query,
                         StoredCaptures& store);

/// One viewer's stream of server-sent events. Used by one thread at a time.
class Viewer {
 public:
  /// `filter` says what the viewer wants to see. The references outlive the viewer; it ends when
  /// `stop` is asked for.
  Viewer(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
         CaptureFilter filter, const StreamStart& start, std::stop_token stop, Metrics& metrics);
  Viewer(const Viewer&) = delete;
  Viewer& operator=(const Viewer&) = delete;

  /// Sends what there is, or waits for it. False: the viewer has gone.
  bool feed(httplib::DataSink& sink);

 private:
  void rest();
  void append_events(std::string& out, const StoreCounts& counts);
  void append_resync(std::string& out, const StoreCounts& counts);
  void append_updates(std::string& out, const StoreCounts& counts);
  void append_captures(std::string& out, CaptureWalk& walk) const;
  void append_capture(std::string& out, const Capture& capture) const;
  void append_place(std::string& out) const;

  StoredCaptures& store_;
  const CallMemory& memory_;
  const CaptureNotes& notes_;
  CaptureQuery range_;
  const bool is_lost_;
  const std::stop_token stop_;
  const Metrics::Open open_;
  std::mutex mutex_;  ///< the condition needs one; it guards nothing
  std::condition_variable_any resting_;
  std::chrono::steady_clock::time_point rested_at_;
  std::uint64_t cleared_ = 0;
  std::uint64_t updates_ = 0;  ///< as StoreCounts::updated
  bool greeted_ = false;
};

}  // namespace hookline
