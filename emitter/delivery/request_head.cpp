#include "emitter/delivery/request_head.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/codings/base64.h"
#include "emitter/delivery/delivery_mark.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

void append_number(std::string& text, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

}  // namespace

void append_authorization(std::string& head, const Url& url) {
  if (url.user_info().empty()) return;
  std::string credentials = decode_percent(url.user_info());
  // RFC 7617: the colon stands there even where there is no password.
  if (url.user_info().find(':') == std::string::npos) credentials += ':';
  head += "Authorization: Basic ";
  append_base64(head, credentials);
  head += "\r\n";
}

RequestHead::RequestHead(const Url& url, std::string_view user_agent, std::string_view run)
    : until_length_(fmt::format("POST {} HTTP/1.1\r\n"
                                "Host: {}\r\n"
                                "User-Agent: {}\r\n"
                                "Content-Type: application/x-www-form-urlencoded\r\n"
                                "Content-Length: ",
                                url.target(), url.host_header(), user_agent)),
      until_delivery_(fmt::format("\r\n{}: {}", kDeliveryMarkHeader, DeliveryMark::beginning(run))),
      rest_("\r\n") {
  append_authorization(rest_, url);
  rest_ += "\r\n";
}

void RequestHead::write(std::string& head, std::size_t body_bytes,
                        std::uint64_t delivery_id) const {
  head = until_length_;
  append_number(head, body_bytes);
  head += until_delivery_;
  append_number(head, delivery_id);
  head += rest_;
}

}  // namespace hookline
