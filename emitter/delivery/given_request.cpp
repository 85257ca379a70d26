#include "emitter/delivery/given_request.h"

#include "catcher/base/http/message/message_headers.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/delivery/request_head.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// RFC 9110: these announce even an empty body; where others have none, none is spoken of.
bool announces_its_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

void GivenRequest::set_method(std::string method) {
  if (method == "CONNECT") {
    throw std::invalid_argument("CONNECT asks for a tunnel, which no webhook does");
  }
  try {
    method_ = HeaderField(std::move(method), "").name();  // the same characters: a token
  } catch (const std::invalid_argument&) {
    throw std::invalid_argument("must be a method's name, such as POST");
  }
}

void GivenRequest::set_target(std::string target) {
  if (target.empty()) throw std::invalid_argument("must be a path, such as /hook?a=b");
  const auto bad = std::find_if(target.begin(), target.end(), [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte <= 0x20 || byte == 0x7f;
  });
  if (bad != target.end()) {
    const auto byte = static_cast<std::uint8_t>(*bad);
    throw std::invalid_argument(
        fmt::format("byte 0x{0:02x} at position {1} can't stand in a request line; write it as "
                    "%{0:02X}",
                    byte, bad - target.begin() + 1));
  }
  target_ = std::move(target);
}

void GivenRequest::add_header(std::string name, std::string value) {
  if (is_made_by_the_sender(name)) {
    throw std::invalid_argument(
        fmt::format("{} is made for each delivery and can't be given", name));
  }
  headers_.emplace_back(std::move(name), std::move(value));
}

std::string GivenRequest::head(const Url& url, std::string_view user_agent,
                               std::string_view delivery_mark, std::size_t body_bytes) const {
  std::string head = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", method_,
                                 target_.empty() ? url.target() : target_, url.host_header());
  const auto has = [this](std::string_view name) {
    return std::any_of(headers_.begin(), headers_.end(), [&](const HeaderField& header) {
      return equals_ignoring_case(header.name(), name);
    });
  };
  for (const HeaderField& header : headers_) {
    head += fmt::format("{}: {}\r\n", header.name(), header.value());
  }
  if (!has("user-agent")) head += fmt::format("User-Agent: {}\r\n", user_agent);
  if (body_bytes > 0 || announces_its_body(method_)) {
    head += fmt::format("Content-Length: {}\r\n", body_bytes);
  }
  head += fmt::format("{}: {}\r\n", kDeliveryMarkHeader, delivery_mark);
  if (!has("authorization")) append_authorization(head, url);
  return head + "\r\n";
}

}  // namespace hookline
