#pragma once

#include "catcher/wire/faults/reply_fault.h"
#include "catcher/wire/request/wire_request.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace hookline {

/// The bytes of an answer, and how they go out.
struct WireAnswer {
  std::string bytes;  ///< status line, headers and body
  bool keep_alive = false;
  std::int64_t delay_ms = 0;  ///< before the first byte
  ReplyFault fault = ReplyFault::kNone;
};

/// One request that waits for its answer. Kept alive by whoever has to answer it; dropping it
/// unanswered leaves the connection to its time-outs, so that every path must end in answer() or
/// release().
class Exchange {
 public:
  virtual ~Exchange() = default;
  /// The request may be moved from.
  virtual WireRequest& request() = 0;
  /// Any thread, once.
  virtual void answer(WireAnswer answer) = 0;

  /// A piece of an answer that comes bit by bit; answer() sends the last. `on_written` is called
  /// once: true when the system has taken it, false when the sender is gone. Any thread, each piece
  /// after the one before was written.
  virtual void write(std::string bytes, std::function<void(bool)> on_written) = 0;

  /// The socket, for a thread that answers by itself, blocking. Nothing else uses it until
  /// release().
  virtual int native_socket() = 0;
  /// Ends what native_socket() began: the connection goes on with its next request, or is closed.
  /// Any thread, once.
  virtual void release(bool keep_alive) = 0;
};

using ExchangePtr = std::shared_ptr<Exchange>;

/// What a server does with requests.
class WireHandler {
 public:
  virtual ~WireHandler() = default;
  /// Everything that one wake-up of a loop brought, on the loop's thread; several loops call at
  /// once. It must not wait for anything but the store.
  virtual void handle(std::span<const ExchangePtr> batch) = 0;
};

}  // namespace hookline
