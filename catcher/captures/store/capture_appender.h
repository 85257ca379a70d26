#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"
#include "catcher/captures/store/store_error.h"

#include <cstdint>
#include <optional>

namespace hookline {

/// The part of a store that writes what is caught. Any thread may call it.
class CaptureAppender {
 public:
  virtual ~CaptureAppender() = default;

  /// Stores all of the batch or nothing of it, in one transaction: when it returns, they are there
  /// for readers and survive the process (where the store is a file). They get the ids from the
  /// returned one on, in order. Throws StoreError. The batch must not be empty.
  virtual std::int64_t append(Captures batch) = 0;

  /// Keeps what came of sending the capture on. Where a `reply` is given, it becomes the capture's,
  /// and the relay's duration is added to the capture's. False: the capture has gone. Throws
  /// StoreError.
  virtual bool add_relay(std::int64_t id, Relay relay, std::optional<CaptureReply> reply) = 0;
};

}  // namespace hookline
