#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/message/hop_by_hop.h"
#include "catcher/base/net/answers/answer_reader.h"
#include "catcher/captures/capture.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {

/// Who gets an answer of the app, and what of it has to be otherwise.
struct AnswerRecipient {
  std::string method;  ///< HEAD gets no body
  bool keep_alive = true;
  bool takes_chunks = true;  ///< false for HTTP/1.0
  Headers added = {};        ///< unless the app's answer has one of the first one's name
};

/// An answer on its way from the app to the sender, in pieces as it comes or at once. It stays as
/// it came: status, reason, headers in order, case and repeats, body, and how the body is framed:
/// under its length, or in chunks with their trailers. Left out is what speaks of the app's
/// connection (HopByHop). A body that ends with the app's connection goes on in chunks, or under
/// its length where it is there whole; where the recipient takes no chunks, it ends with the
/// connection again.
class AnswerPassage {
 public:
  explicit AnswerPassage(AnswerRecipient recipient) : recipient_(std::move(recipient)) {
    reply_.status = 0;
  }

  /// The bytes to send for what has come since the last call: the head, the first time, and
  /// `answer.body`, which holds the new part alone.
  std::string piece(const Answer& answer);
  /// The same for what comes last, with the end of the body.
  std::string finish(const Answer& answer);

  /// Whether something has gone out: then no other answer can take its place.
  bool has_begun() const { return reply_.status != 0; }
  bool keep_alive() const { return recipient_.keep_alive; }
  /// Whether only a reset tells the recipient that the body isn't whole.
  bool ends_with_connection() const { return framing_ == Framing::kConnection; }
  /// As the capture tells it; status 0 before it has begun.
  const CaptureReply& reply() const { return reply_; }

 private:
  enum class Framing : std::uint8_t { kNone, kLength, kChunks, kConnection };

  Framing framing_of(const Answer& answer, bool is_whole) const;
  std::string head(const Answer& answer, bool is_whole);
  void take_headers(const Answer& answer);
  void add_framing(const Answer& answer);
  std::string framed(std::string_view part) const;

  AnswerRecipient recipient_;
  CaptureReply reply_;
  Framing framing_ = Framing::kNone;
  HopByHop hop_by_hop_;
};

}  // namespace hookline
