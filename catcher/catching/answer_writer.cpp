#include "catcher/catching/answer_writer.h"

#include "catcher/base/text/utf8.h"

#include <algorithm>

namespace hookline {
namespace {

struct Reply {
  const ReplyDecision& decision;
  std::string_view own_body;
};

/// httplib's handlers know the request alone. This one runs on the thread that called write().
thread_local const Reply* current_reply = nullptr;

/// A body behind these would be taken for the start of the next answer.
bool has_no_body(int status) {
  return status == 204 || status == 205 || status == 304;
}

std::string_view class_of(int status) {
  if (status < 300) return "Success";
  if (status < 400) return "Redirection";
  return status < 500 ? "Client Error" : "Server Error";
}

/// httplib calls each status that it doesn't know an internal server error.
void name_unknown_status(std::string& answer, int status) {
  constexpr std::string_view kReason = "Internal Server Error";
  constexpr std::size_t kAt = std::string_view("HTTP/1.1 500 ").size();
  if (answer.compare(kAt, kReason.size(), kReason) != 0) return;
  answer.replace(kAt, kReason.size(), class_of(status));
}

/// httplib writes one behind every head. It has no place where there can be no body.
void drop_content_length(std::string& answer) {
  constexpr std::string_view kLine = "Content-Length: 0\r\n";
  const auto at = answer.find(kLine);
  if (at != std::string::npos) answer.erase(at, kLine.size());
}

/// Form says how the connection goes on.
bool is_own_header(const HeaderField& header) {
  return !equals_ignoring_case(header.name(), "connection");
}

bool gives(const ReplyDecision& decision, std::string_view name) {
  return std::any_of(decision.headers.begin(), decision.headers.end(), [&](const auto& header) {
    return is_own_header(header) && equals_ignoring_case(header.name(), name);
  });
}

/// The decision's headers in their order, behind the status line. httplib would sort them; what it
/// has written of the same names goes.
void put_headers(std::string& answer, const ReplyDecision& decision) {
  constexpr std::string_view kLineEnd = "\r\n";
  const std::size_t status_end = answer.find(kLineEnd) + kLineEnd.size();
  std::string lines;
  for (const HeaderField& header : decision.headers) {
    if (!is_own_header(header)) continue;
    lines.append(header.name()).append(": ").append(header.value()).append(kLineEnd);
  }
  std::size_t at = status_end;
  while (answer.compare(at, kLineEnd.size(), kLineEnd) != 0) {
    const std::size_t end = answer.find(kLineEnd, at) + kLineEnd.size();
    const std::string_view line = std::string_view(answer).substr(at, end - at);
    if (!gives(decision, line.substr(0, line.find(':')))) lines += line;
    at = end;
  }
  answer.replace(status_end, at - status_end, lines);
}

void fill(httplib::Response& response) {
  const ReplyDecision& decision = current_reply->decision;
  response.status = decision.status;
  if (has_no_body(decision.status)) return;
  const std::string_view body =
      decision.body ? std::string_view(*decision.body) : current_reply->own_body;
  // Without it a browser takes the text for Latin-1.
  response.set_content(body.data(), body.size(),
                       is_utf8(body) ? "text/plain; charset=utf-8" : "text/plain");
}

}  // namespace

AnswerWriter::AnswerWriter() {
  // The request was judged and stored before; nothing of it is routed. Deciding here also spares
  // the body's reading and the regular expression that a route costs.
  server_.set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
    fill(response);
    return httplib::Server::HandlerResponse::Handled;
  });
  for (const bool keep_alive : {false, true}) {
    for (std::size_t size = 0; size <= kOwnBodyBytesMax; ++size) {
      std::string answer = written_by_httplib({}, std::string(size, '.'), {"GET", keep_alive});
      answer.resize(answer.size() - size);
      own_heads_[keep_alive ? 1 : 0][size] = std::move(answer);
    }
  }
}

std::string AnswerWriter::write(const ReplyDecision& decision, std::string_view own_body,
                                Form form) {
  const bool own = !decision.body && decision.headers.empty() && decision.status == 200;
  if (!own || form.method == "HEAD" || own_body.size() > kOwnBodyBytesMax)
    return written_by_httplib(decision, own_body, form);
  const std::string& head = own_heads_[form.keep_alive ? 1 : 0][own_body.size()];
  std::string answer;
  answer.reserve(head.size() + own_body.size());
  answer.append(head).append(own_body);
  return answer;
}

std::string AnswerWriter::written_by_httplib(const ReplyDecision& decision,
                                             std::string_view own_body, Form form) {
  const Reply reply{decision, own_body};
  current_reply = &reply;
  std::string out;
  const std::string_view head =
      form.method == "HEAD" ? "HEAD / HTTP/1.1\r\n\r\n" : "GET / HTTP/1.1\r\n\r\n";
  MemoryStream stream(head, out);
  server_.serve(stream, form.keep_alive);
  current_reply = nullptr;
  if (decision.status != 500) name_unknown_status(out, decision.status);
  if (decision.status == 204 || decision.status == 304) drop_content_length(out);
  if (!decision.headers.empty()) put_headers(out, decision);
  return out;
}

}  // namespace hookline
