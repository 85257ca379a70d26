#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <stop_token>

namespace hookline {

/// Which captures are being sent again just now, so that an app that hangs needn't be waited for.
/// Any thread.
class ReplaysUnderWay {
  struct Entry {
    std::int64_t capture_id;
    std::stop_source stop;
  };

 public:
  /// One that is under way as long as this lives; the list outlives it.
  class One {
   public:
    One(ReplaysUnderWay& all, std::int64_t capture_id);
    ~One();
    One(const One&) = delete;
    One& operator=(const One&) = delete;
    /// Asked for once somebody cancels it.
    std::stop_token stop() const { return entry_->stop.get_token(); }

   private:
    ReplaysUnderWay& all_;
    std::list<Entry>::iterator entry_;
  };

  /// Cancels those of the capture. How many there were.
  std::size_t cancel(std::int64_t capture_id);

 private:
  std::mutex mutex_;
  std::list<Entry> entries_;  ///< guarded by mutex_
};

}  // namespace hookline
