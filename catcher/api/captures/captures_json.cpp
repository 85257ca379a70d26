#include "catcher/api/captures/captures_json.h"

#include "catcher/api/call/call.h"

#include <utility>

namespace hookline {
namespace {

constexpr std::uint64_t kAtOnceBytes = std::uint64_t{4} << 20;

}  // namespace

CapturesJson::CapturesJson(CaptureWalk walk, Append append, std::string end)
    : walk_(std::move(walk)), append_(std::move(append)), end_(std::move(end)) {}

std::string CapturesJson::next() {
  if (is_ended_) return "";
  std::string json = std::exchange(is_begun_, true) ? "" : "{\"captures\":[";
  const auto some = walk_.next();
  for (const Capture& capture : some.captures) {
    if (!std::exchange(is_first_, false)) json += ',';
    append_(json, capture);
  }
  is_ended_ = walk_.is_at_end();
  if (is_ended_) json += end_;
  return json;
}

void answer_captures(const httplib::Request& request, httplib::Response& response,
                     CapturesJson captures, std::uint64_t bytes) {
  if (bytes <= kAtOnceBytes) {
    std::string json;
    for (auto piece = captures.next(); !piece.empty(); piece = captures.next()) json += piece;
    return answer_json(response, std::move(json));
  }
  answer_in_pieces(request, response, "application/json",
                   [captures = std::move(captures)](std::size_t, httplib::DataSink& sink) mutable {
                     const std::string piece = captures.next();
                     if (piece.empty()) {
                       sink.done();
                     } else {
                       sink.write(piece.data(), piece.size());
                     }
                     return true;
                   });
}

}  // namespace hookline
