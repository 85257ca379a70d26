#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/outgoing_request.h"
#include "emitter/probe/findings/finding.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace hookline {

/// What a check named `check` makes of the answer to GET or HEAD: webhooks are POSTs, so that it is
/// never bad.
Finding judge_reading(std::string_view check, std::string_view method,
                      const OutgoingResult& result);
/// "post": the answer to the sample.
Finding judge_post(const Url& url, const OutgoingResult& post, const OutgoingResult& get);
/// "time": of a POST that was answered.
Finding judge_time(std::chrono::microseconds taken, std::chrono::milliseconds timeout);
/// "body": what it was answered with.
Finding judge_body(const Answer& answer);

/// A long field, as the platform may send one: it sets no limit to a note.
struct LongField {
  std::string_view check;
  std::string_view size_text;
  std::size_t bytes;
};

inline constexpr std::array kLongFields = {
    LongField{"field_1mb", "1 MB", 1'000'000},
    LongField{"field_5mib", "5 MiB", std::size_t{5} << 20},
};

Finding judge_field(const LongField& field, const OutgoingResult& result);

/// "keep_alive": what came of a second POST on the first one's connection. `was_closed`: the answer
/// to the first one said that it would be, and it was not sent.
Finding judge_keep_alive(bool was_closed, const OutgoingResult& second);

/// 2xx.
bool is_success(const OutgoingResult& result);

}  // namespace hookline
