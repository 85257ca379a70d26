#include "catcher/captures/own_answer.h"

#include "catcher/base/http/message/answer.h"

#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

/// What stands for the id in what was kept before there was one.
constexpr std::string_view kIdHole = "{{id}}";

std::string with_id(std::string text, std::int64_t id) {
  const std::string digits = std::to_string(id);
  for (std::size_t at = text.find(kIdHole); at != std::string::npos;
       at = text.find(kIdHole, at + digits.size())) {
    text.replace(at, kIdHole.size(), digits);
  }
  return text;
}

}  // namespace

bool answers_with_body(const Capture& capture) {
  const CaptureReply& reply = capture.reply;
  const bool is_cut = reply.fault == "close" || reply.fault == "reset";
  return reply.status != 0 && !is_cut && !ends_with_its_head(reply.status, capture.method);
}

std::optional<KeptAnswer> own_answer_to(const Capture& capture) {
  const CaptureReply& reply = capture.reply;
  if (!answers_with_body(capture)) return std::nullopt;
  if (reply.body) {
    std::string body = with_id(*reply.body, capture.id);
    const bool is_whole = reply.body->size() == reply.body_bytes;
    const std::uint64_t size = is_whole ? body.size() : reply.body_bytes;
    return KeptAnswer{std::move(body), size};
  }
  const bool is_asked_for = reply.rule.has_value() || !capture.refusal.empty();
  if (is_asked_for || reply.status != 200) return std::nullopt;
  std::string body = fmt::format("caught {}\n", capture.id);
  const std::uint64_t size = body.size();
  return KeptAnswer{std::move(body), size};
}

}  // namespace hookline
