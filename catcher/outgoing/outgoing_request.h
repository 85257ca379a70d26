#pragma once

#include "catcher/http/url.h"
#include "catcher/outgoing/answer_reader.h"
#include "catcher/outgoing/outcome.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace hookline {

/// One request on its way out, put together to the last byte by whoever sends it.
struct OutgoingRequest {
  Url to;             ///< says where to connect to and whether over TLS; its path is not looked at
  std::string bytes;  ///< head and body
  AnswerReader::Body answer_body = AnswerReader::Body::kAsFramed;  ///< kNone for HEAD
  /// In total: from the look-up of the host to the last byte of the answer.
  std::chrono::milliseconds timeout{30'000};
};

/// What came of it.
struct OutgoingResult {
  Outcome outcome = Outcome::kCancelled;
  Answer answer;        ///< whole, where the outcome is kAnswered; else empty
  std::string problem;  ///< a clear sentence, where it is not
  std::chrono::microseconds duration{0};
};

}  // namespace hookline
