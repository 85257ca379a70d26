#pragma once

#include "catcher/captures/capture.h"
#include "catcher/outgoing/outgoing_request.h"

#include <string>
#include <string_view>

namespace hookline {

/// What the sender of a forwarded request gets back.
struct ForwardedAnswer {
  CaptureReply reply;  ///< as the capture tells it
  std::string bytes;
};

/// The app's answer as it came: status, reason, headers in order, case and repeats, body. Left out
/// is what speaks of the app's connection (HopByHop, and Transfer-Encoding and Trailer); the body
/// goes out under its Content-Length. Where no
/// answer came: 502, 504 for a time-out, or 503 where it was not sent, with the reason and the
/// capture's id as text.
ForwardedAnswer forwarded_answer(const OutgoingResult& result, std::int64_t capture_id,
                                 std::string_view method, bool keep_alive);

}  // namespace hookline
