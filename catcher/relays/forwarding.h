#pragma once

#include "catcher/base/net/outgoing_request.h"
#include "catcher/captures/relay.h"
#include "catcher/relays/answer_passage.h"
#include "catcher/wire/exchange.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace hookline {

class CaptureAppender;

/// Called with how it ended, what the sender gets and the record of it: once that is stored, before
/// the answer's end goes out. On the Sender's thread.
using OnForwarded = std::function<void(Outcome, const CaptureReply&, const Relay&)>;

/// One caught request at the app: its answer goes back to the sender as it comes, and what came of
/// it is kept beside the capture before the sender has the end of it. Lives on the thread of the
/// Sender.
class Forwarding {
 public:
  struct Order {
    std::int64_t capture_id = 0;
    std::string to;  ///< the whole URL, for the record
    AnswerRecipient recipient;
    OnForwarded on_forwarded;
  };
  /// The references outlive it.
  Forwarding(Order order, ExchangePtr exchange, CaptureAppender& store);

  /// A part of the answer, see OutgoingRequest::on_piece.
  void pass_on(Answer& answer, OutgoingRequest::GoOn go_on);
  /// The last of it, or why there is none. Once.
  void end(const OutgoingResult& result);

 private:
  WireAnswer last_answer(const OutgoingResult& result);

  const Order order_;
  const ExchangePtr exchange_;
  CaptureAppender& store_;
  AnswerPassage passage_;
  Relay relay_;
};

/// The record of a request that was sent on at once and ended so.
Relay relay_of(RelayKind kind, std::string to, std::int64_t at_us, const OutgoingResult& result);

}  // namespace hookline
