#include "catcher/relays/forwarded_answer.h"

#include "catcher/http/hop_by_hop.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

bool is_framed_anew(std::string_view name) {
  return equals_ignoring_case(name, "transfer-encoding") || equals_ignoring_case(name, "trailer");
}

/// RFC 9112, 6.3.
bool has_no_body(int status, std::string_view method) {
  return method == "HEAD" || status == 204 || status == 304;
}

Answer apology(const OutgoingResult& result, std::int64_t capture_id) {
  Answer answer;
  if (result.outcome == Outcome::kTimeout) {
    answer.status = 504;
    answer.reason = "Gateway Timeout";
  } else if (result.outcome == Outcome::kCancelled) {
    answer.status = 503;
    answer.reason = "Service Unavailable";
  } else {
    answer.status = 502;
    answer.reason = "Bad Gateway";
  }
  answer.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
  answer.body = fmt::format("forwarding failed: {}\nThe request is kept as capture {}.\n",
                            result.problem, capture_id);
  return answer;
}

/// Its headers as they go on.
Headers passed_on(const Answer& answer, std::string_view method) {
  const bool no_body = has_no_body(answer.status, method);
  const auto length = [&] { return Header{"Content-Length", std::to_string(answer.body.size())}; };
  HopByHop hop_by_hop;
  for (const Header& header : answer.headers) hop_by_hop.see(header.name, header.value);
  Headers headers;
  bool has_length = no_body;
  for (const Header& header : answer.headers) {
    if (hop_by_hop.ends_here(header.name) || is_framed_anew(header.name)) continue;
    if (no_body || !equals_ignoring_case(header.name, "content-length")) {
      headers.push_back(header);
    } else if (!std::exchange(has_length, true)) {
      headers.push_back({header.name, length().value});
    }
  }
  if (!has_length) headers.push_back(length());
  return headers;
}

}  // namespace

ForwardedAnswer forwarded_answer(const OutgoingResult& result, std::int64_t capture_id,
                                 std::string_view method, bool keep_alive) {
  const bool answered = result.outcome == Outcome::kAnswered;
  const Answer made = answered ? Answer() : apology(result, capture_id);
  const Answer& answer = answered ? result.answer : made;
  ForwardedAnswer out;
  out.reply.status = answer.status;
  out.reply.headers = passed_on(answer, method);
  out.bytes = fmt::format("HTTP/1.1 {} {}\r\n", answer.status, answer.reason);
  for (const Header& header : out.reply.headers) {
    out.bytes.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  if (!keep_alive) out.bytes += "Connection: close\r\n";
  out.bytes += "\r\n";
  if (!has_no_body(answer.status, method)) out.bytes += answer.body;
  return out;
}

}  // namespace hookline
