#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/addresses/outcome.h"
#include "catcher/base/net/answers/answer_reader.h"
#include "catcher/base/net/connections/connection_sharing.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace hookline {

/// One request on its way out, put together to the last byte by whoever sends it.
struct OutgoingRequest {
  /// To be called once, on any thread: whether the rest of the answer is wanted.
  using GoOn = std::function<void(bool)>;
  /// Takes what has come of an answer that isn't whole yet: its head and, in the body, what is new.
  /// What it leaves in the body comes again with the next. Nothing more is read, and no time runs
  /// out, before it has called GoOn.
  using OnPiece = std::function<void(Answer&, GoOn)>;

  Url to;             ///< says where to connect to and whether over TLS; its path is not looked at
  std::string bytes;  ///< head and body
  AnswerReader::Body answer_body = AnswerReader::Body::kAsFramed;  ///< kNone for HEAD
  /// In total: from the look-up of the host to the last byte of the answer. With on_piece: up to
  /// the answer's first piece, and again for each further one.
  std::chrono::milliseconds timeout{30'000};
  OnPiece on_piece = {};  ///< empty: the answer is wanted whole
  /// Asked for a stop, by any thread, it ends as kCancelled.
  std::stop_token stop = {};
  ConnectionSharing sharing = {};
};

/// What came of it.
struct OutgoingResult {
  Outcome outcome = Outcome::kCancelled;
  Answer answer;  ///< whole, where the outcome is kAnswered, but for what on_piece took of its
                  ///< body; else empty
  std::string problem;  ///< a clear sentence, where it is not
  std::chrono::microseconds duration{0};
};

}  // namespace hookline
