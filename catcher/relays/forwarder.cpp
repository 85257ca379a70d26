#include "catcher/relays/forwarder.h"

#include "catcher/captures/capture_store.h"
#include "catcher/metrics/metrics.h"
#include "catcher/outgoing/sender.h"
#include "catcher/relays/forwarded_answer.h"
#include "catcher/timestamp.h"

#include <memory>
#include <utility>

#include <spdlog/spdlog.h>

namespace hookline {

Relay relay_of(RelayKind kind, std::string to, std::int64_t at_us, const OutgoingResult& result) {
  Relay relay;
  relay.kind = kind;
  relay.at_us = at_us;
  relay.to = std::move(to);
  relay.duration_us = result.duration.count();
  relay.error = result.problem;
  relay.status = result.answer.status;
  relay.headers = result.answer.headers;
  relay.body = result.answer.body.substr(0, kRelayBodyMax);
  relay.body_bytes = result.answer.body.size();
  return relay;
}

std::string Forwarder::target_for(const Capture& capture) const {
  const std::string& own = options_.to.target();
  const bool is_whole = options_.path == ForwardOptions::Path::kWholeTarget && own != "/";
  return is_whole ? own : target_below(own, capture.target);
}

Forwarder::Errand Forwarder::errand_for(const Capture& capture, bool keep_alive) const {
  const std::string target = target_for(capture);
  const auto answer_body =
      capture.method == "HEAD" ? AnswerReader::Body::kNone : AnswerReader::Body::kAsFramed;
  return {{options_.to, relay_bytes(capture, options_.to, target, {}, options_.host), answer_body,
           options_.timeout},
          options_.to.origin() + target,
          capture.method,
          keep_alive};
}

void Forwarder::run(Errand errand, std::int64_t capture_id, ExchangePtr exchange,
                    OnAnswered on_answered) {
  OutgoingRequest request = std::move(errand.request);
  auto on_end = [this, errand = std::move(errand), capture_id, exchange = std::move(exchange),
                 on_answered = std::move(on_answered),
                 at_us = wall_clock_us()](OutgoingResult result) mutable {
    metrics_.count_forward(result.outcome);
    ForwardedAnswer answer = forwarded_answer(result, capture_id, errand.method, errand.keep_alive);
    try {
      // Before the answer goes out: who has it can read it here too.
      store_.add_relay(capture_id,
                       relay_of(RelayKind::kForward, std::move(errand.to), at_us, result),
                       answer.reply);
    } catch (const StoreError& error) {
      spdlog::error("the answer to capture {} could not be kept: {}", capture_id, error.what());
    }
    exchange->answer({.bytes = std::move(answer.bytes), .keep_alive = errand.keep_alive});
    if (on_answered) on_answered(answer.reply);
  };
  sender_.send(std::move(request), std::move(on_end));
}

}  // namespace hookline
