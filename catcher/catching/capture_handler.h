#pragma once

#include "catcher/captures/store/capture_appender.h"
#include "catcher/captures/store/stored_captures.h"
#include "catcher/replies/rules/reply_rules.h"
#include "catcher/wire/exchange.h"

#include <atomic>
#include <memory>
#include <string>

namespace hookline {

class CaptureLog;
class Forwarder;
class Metrics;

/// What the catching address does with requests. Each becomes a capture whose reply is decided. The
/// captures of one wake-up of a loop are stored in one transaction; only then are the requests
/// answered, or sent on to the app.
class CaptureHandler : public WireHandler {
 public:
  /// The references outlive the handler. `domain`: NAME.domain is the channel NAME; may be empty.
  /// `log` may be null: no lines. `forwarder` answers what no rule does; null: the catcher itself.
  CaptureHandler(CaptureAppender& appender, StoredCaptures& stored, ReplyRules& rules,
                 Metrics& metrics, std::string domain, CaptureLog* log,
                 Forwarder* forwarder = nullptr);

  void handle(std::span<const ExchangePtr> batch) override;

 private:
  struct Awaited;
  struct Pending;

  Capture capture_of(WireRequest& request) const;
  bool is_long_line(const Capture& capture) const;
  ReplyDecision decide(const Capture& capture, Refusal refusal);
  Pending prepare(WireRequest& request, Capture& capture);
  /// The id of the first. Throws StoreError.
  std::int64_t store(Captures captures);
  /// `id`: of the first. Answers what isn't sent on.
  void finish(std::span<const ExchangePtr> batch, std::vector<Pending>& pending, std::int64_t id);
  /// `own_body`: what goes out where the decision has no body.
  void answer(Exchange& exchange, Pending& one, std::string own_body);
  void write_line(std::int64_t id, const Capture& outline);
  void forward(const ExchangePtr& exchange, Awaited awaited, std::int64_t id);

  CaptureAppender& appender_;
  StoredCaptures& stored_;
  ReplyRules& rules_;
  Metrics& metrics_;
  const std::string domain_;
  CaptureLog* const log_;
  Forwarder* const forwarder_;
  std::atomic<bool> store_fails_{false};
};

/// The channel that a host (Authority::host) names: NAME of NAME.localhost or NAME.domain, lower
/// case; else empty.
std::string channel_of(std::string_view host, std::string_view domain);

}  // namespace hookline
