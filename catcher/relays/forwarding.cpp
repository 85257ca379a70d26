#include "catcher/relays/forwarding.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/store/capture_appender.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// What the sender gets where the app gave no answer.
Answer apology(const OutgoingResult& result, std::int64_t capture_id) {
  const bool was_asked = result.outcome != Outcome::kCancelled;
  const int status = result.outcome == Outcome::kTimeout ? 504 : was_asked ? 502 : 503;
  return {.status = status,
          .reason = std::string(reason_of(status)),
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
          .body = fmt::format("forwarding failed: {}\nThe request is kept as capture {}.\n",
                              result.problem, capture_id)};
}

/// Adds a part of an answer to the record of it.
void keep_part(Relay& relay, const Answer& answer) {
  if (relay.status == 0) {
    relay.status = answer.status;
    relay.headers = answer.headers;
  }
  const auto room = kRelayBodyMax - std::min(relay.body.size(), kRelayBodyMax);
  relay.body.append(answer.body, 0, room);
  relay.body_bytes += answer.body.size();
}

void end_record(Relay& relay, const OutgoingResult& result) {
  if (result.outcome == Outcome::kAnswered) keep_part(relay, result.answer);
  relay.body.shrink_to_fit();  // the store counts its size
  relay.error = result.problem;
  relay.duration_us = result.duration.count();
}

}  // namespace

Relay relay_of(RelayKind kind, std::string to, std::int64_t at_us, const OutgoingResult& result) {
  Relay relay;
  relay.kind = kind;
  relay.at_us = at_us;
  relay.to = std::move(to);
  end_record(relay, result);
  return relay;
}

Forwarding::Forwarding(Order order, ExchangePtr exchange, CaptureAppender& store)
    : order_(std::move(order)),
      exchange_(std::move(exchange)),
      store_(store),
      passage_(order_.recipient) {
  relay_.kind = RelayKind::kForward;
  relay_.at_us = wall_clock_us();
  relay_.to = order_.to;
}

void Forwarding::pass_on(Answer& answer, OutgoingRequest::GoOn go_on) {
  keep_part(relay_, answer);
  std::string bytes = passage_.piece(answer);
  answer.body.clear();
  if (bytes.empty()) return go_on(true);
  exchange_->write(std::move(bytes), std::move(go_on));
}

WireAnswer Forwarding::last_answer(const OutgoingResult& result) {
  const bool is_answered = result.outcome == Outcome::kAnswered;
  if (passage_.has_begun() && !is_answered) {
    // The sender has a part of it. That the rest is missing shows in the framing; where the body
    // ends with the connection, only a reset shows it.
    WireAnswer cut;
    if (passage_.ends_with_connection()) cut.fault = ReplyFault::kReset;
    return cut;
  }
  std::string bytes = is_answered ? passage_.finish(result.answer)
                                  : passage_.finish(apology(result, order_.capture_id));
  return {.bytes = std::move(bytes), .keep_alive = passage_.keep_alive()};
}

void Forwarding::end(const OutgoingResult& result) {
  end_record(relay_, result);
  WireAnswer answer = last_answer(result);
  const CaptureReply& reply = passage_.reply();
  try {
    // Before the end of the answer goes out: whoever has the whole answer finds it in the capture.
    store_.add_relay(order_.capture_id, relay_, reply);
  } catch (const StoreError& error) {
    tell_error(fmt::format("the answer to capture {} could not be kept", order_.capture_id),
               error.what());
  }
  order_.on_forwarded(result.outcome, reply, relay_);
  exchange_->answer(std::move(answer));
}

}  // namespace hookline
