#include "emitter/dispatch/wire/request_head.h"

#include "catcher/http/form.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      const auto byte = i + j < bytes.size() ? static_cast<std::uint8_t>(bytes[i + j]) : 0U;
      group = group << 8 | byte;
    }
    for (std::size_t j = 0; j < 4; ++j) {
      const bool padding = i + j > bytes.size();
      text += padding ? '=' : kBase64Digits[group >> (18 - 6 * j) & 63];
    }
  }
  return text;
}

void append_number(std::string& text, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

}  // namespace

RequestHead::RequestHead(const Url& url, std::string_view user_agent, std::string_view run)
    : until_length_(fmt::format("POST {} HTTP/1.1\r\n"
                                "Host: {}\r\n"
                                "User-Agent: {}\r\n"
                                "Content-Type: application/x-www-form-urlencoded\r\n"
                                "Content-Length: ",
                                url.target(), url.host_header(), user_agent)),
      until_delivery_(fmt::format("\r\nHookline-Delivery: {}{}", run, run.empty() ? "" : "-")),
      rest_("\r\n") {
  if (!url.user_info().empty()) {
    rest_ += fmt::format("Authorization: Basic {}\r\n", base64(decode_percent(url.user_info())));
  }
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
