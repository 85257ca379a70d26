#pragma once

#include "catcher/api/call/call_pool.h"
#include "catcher/api/call/http_server.h"
#include "catcher/base/http/message/answer.h"
#include "catcher/wire/limits/wire_limits.h"
#include "catcher/wire/listen_address.h"
#include "catcher/wire/wire_server.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace hookline {

class CallError;
class MemoryBudget;

/// Limits of an address that takes calls.
WireLimits call_limits(MemoryBudget& memory);

/// An address that takes calls: read off the wire, judged there, and answered by an HttpServer on a
/// thread of a pool, which may wait.
class CallServer : public WireHandler {
 public:
  struct Terms {
    /// Who may call: throws CallError. On the wire's thread, from the bytes, before anything is
    /// done.
    std::function<void(const WireRequest&)> check;
    /// The whole answer to what the HttpServer never sees. On the wire's thread.
    std::function<Answer(const WireRequest&, const CallError&)> refuse;
    std::string described;  ///< the hint with what can't be read
  };

  /// The HttpServer outlives this; all its routes are set before listen().
  CallServer(HttpServer& server, Terms terms);
  ~CallServer() override;
  CallServer(const CallServer&) = delete;
  CallServer& operator=(const CallServer&) = delete;

  /// Takes calls from now on. `flag` is how the user chose the address. Throws Failure(kCannotRun)
  /// when it can't be had.
  void listen(const ListenAddress& address, const std::string& flag, const WireLimits& limits);
  std::string address() const { return wire_->address(); }
  /// The same with the host's name where one was given: "localhost:41234".
  std::string named_address() const;
  /// Ends streams, waits a moment for the calls under way, and cuts the rest off.
  void stop();

 private:
  void handle(std::span<const ExchangePtr> batch) override;
  void take(const ExchangePtr& exchange);
  void serve(Exchange& exchange);

  HttpServer& server_;
  const Terms terms_;
  std::string name_;
  CallPool pool_;
  std::optional<WireServer> wire_;  ///< last, for it calls handle() at once
};

}  // namespace hookline
