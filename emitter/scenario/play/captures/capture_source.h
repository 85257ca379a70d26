#pragma once

#include "catcher/captures/capture.h"
#include "emitter/scenario/expect/attempts/endpoint_check.h"
#include "emitter/scenario/play/captures/endpoint.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace hookline {

/// The catcher that scenarios are played into. One thread at a time.
class CaptureSource {
 public:
  struct Counts {
    std::int64_t last = 0;      ///< the highest id given so far
    std::uint64_t dropped = 0;  ///< how many went because the store was full
  };
  using See = std::function<void(const Capture&)>;

  virtual ~CaptureSource() = default;
  virtual std::string catching_url() const = 0;
  virtual Counts counts() = 0;
  /// Shows every capture with a higher id, in order. What is answered by now is among them.
  virtual void for_each_after(std::int64_t id, const See& see) = 0;
  /// Reply rules as JSON, valid; they replace those that hold now.
  virtual void set_replies(const std::string& rules) = 0;
  /// Those that held before set_replies().
  virtual void restore_replies() = 0;
  /// Whether an endpoint behind the catcher had to answer that capture. Of captures that have been
  /// shown.
  virtual bool had_endpoint(std::int64_t /*capture_id*/) { return false; }
  /// What it answered, as far as the catcher knows.
  virtual std::optional<EndpointAnswer> endpoint_answer(std::int64_t /*capture_id*/) { return {}; }
};

/// A catcher of the emitter's own, inside the process, on free ports of loopback; what it catches
/// goes on to the endpoint, if there is one. Throws Failure, see check_endpoint(). `store`:
/// "memory", or a file that keeps the captures (CatcherOptions::store).
std::unique_ptr<CaptureSource> start_local_captures(const Endpoint& endpoint = {},
                                                    const std::string& store = "memory");

/// A running catcher, by the address of its page ("http://127.0.0.1:8081"), with the token that it
/// wants as it was printed ("/?token=…") or in the environment as HOOKLINE_TOKEN. Everything throws
/// Failure(kCannotRun) where it can't be reached or answers what was not expected; a URL that is
/// none: Failure(kUsage). Once `stop` is asked for, no call waits for it longer than some moments.
std::unique_ptr<CaptureSource> open_remote_captures(const std::string& page_url,
                                                    std::stop_token stop = {});

}  // namespace hookline
