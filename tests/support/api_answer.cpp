#include "tests/support/api_answer.h"

#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/message/framing.h"
#include "tests/support/raw_client.h"

#include <fmt/format.h>

namespace hookline::test {
namespace {

Headers headers_in(std::string_view head) {
  HeaderLines lines(split_head(head).header_lines);
  HeaderLine line;
  Headers headers;
  while (lines.next(line)) headers.push_back({std::string(line.name), std::string(line.value)});
  return headers;
}

}  // namespace

std::string ApiAnswer::header(std::string_view name) const {
  return std::string(find_header(headers, name).value_or(""));
}

ApiAnswer call_api(const std::string& watching_url, const std::string& method,
                   const std::string& target, const std::string& body) {
  RawClient client(watching_url);
  client.send(fmt::format(
      "{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{}",
      method, target, body.size(), body));
  const std::string answer = client.read_to_end();
  const std::string head = answer.substr(0, answer.find("\r\n\r\n") + 4);
  ApiAnswer out{status_of_answer(answer), headers_in(head), body_of_answer(answer)};
  if (is_chunked(head)) out.body = assemble_chunks(out.body).data;
  return out;
}

}  // namespace hookline::test
