#include "catcher/base/http/message/answer_writer.h"

#include "catcher/base/text/utf8.h"

#include <fmt/format.h>

namespace hookline {

void append_status_line(std::string& out, const Answer& answer) {
  out.append("HTTP/1.1 ").append(std::to_string(answer.status));
  out.append(" ").append(answer.reason).append("\r\n");
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_chunk(std::string& out, std::string_view part) {
  if (part.empty()) return;
  out.append(fmt::format("{:x}\r\n", part.size())).append(part).append("\r\n");
}

std::string answer_text(const Answer& answer, std::string_view method, bool keep_alive) {
  constexpr std::size_t kAddedBytes = 192;
  const bool has_length = !ends_with_its_head(answer.status, "");
  // Whoever gets a 205 takes a body behind it for the start of the next answer.
  const bool may_have_body = has_length && answer.status != 205;
  const auto body = may_have_body ? std::string_view(answer.body) : std::string_view();
  std::string out;
  out.reserve(kAddedBytes + kept_bytes(answer.headers) + body.size());
  append_status_line(out, answer);
  for (const Header& header : answer.headers) {
    if (equals_ignoring_case(header.name, "connection")) continue;
    append_header(out, header.name, header.value);
  }
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!find_header(answer.headers, name)) append_header(out, name, value);
  };
  if (method == "HEAD") add("Accept-Ranges", "bytes");
  if (!keep_alive) append_header(out, "Connection", "close");
  if (has_length) add("Content-Length", std::to_string(body.size()));
  // A browser takes text for Latin-1 unless it is told.
  if (may_have_body)
    add("Content-Type", is_utf8(body) ? "text/plain; charset=utf-8" : "text/plain");
  if (keep_alive) add("Keep-Alive", "timeout=75, max=1000000");
  out += "\r\n";
  if (method != "HEAD") out += body;
  return out;
}

}  // namespace hookline
