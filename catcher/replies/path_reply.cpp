#include "catcher/replies/path_reply.h"

#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kShownBytes = 40;

int status_of(std::string_view segment) {
  int status = 0;
  const auto* end = segment.data() + segment.size();
  const auto read = std::from_chars(segment.data(), end, status);
  if (read.ec != std::errc() || read.ptr != end || !is_reply_status(status)) {
    throw std::invalid_argument(fmt::format("\"{}\" is not a status from {} to {}",
                                            segment.substr(0, kShownBytes), kReplyStatusMin,
                                            kReplyStatusMax));
  }
  return status;
}

std::string_view take_segment(std::string_view& rest) {
  const auto segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
  return segment;
}

bool is_meant(std::string_view value) {
  return !value.empty() && value.front() >= '0' && value.front() <= '9';
}

ReplyDecision refusal(std::string_view name, const std::string& sentence) {
  ReplyDecision decision;
  decision.status = 400;
  decision.by_path = true;
  decision.body = fmt::format("/{}/ in the path: {}\n", name, sentence);
  return decision;
}

}  // namespace

ReplyDecision reply_from_path(std::string_view path) {
  ReplyDecision decision;
  std::string_view name;
  try {
    while (!path.empty()) {
      const auto segment = take_segment(path);
      if (name == "status" && is_meant(segment)) {
        decision.status = status_of(segment);
        decision.by_path = true;
      } else if (name == "delay" && is_meant(segment)) {
        decision.delay_ms = parse_duration_ms(segment.substr(0, kShownBytes));
        decision.by_path = true;
      }
      name = segment;
    }
  } catch (const std::invalid_argument& refused) {
    return refusal(name, refused.what());
  }
  return decision;
}

}  // namespace hookline
