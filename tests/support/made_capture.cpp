#include "tests/support/made_capture.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {

Capture capture_of(std::string_view raw) {
  Capture capture;
  capture.received_us = 1709117141123456;  // 2024-02-28T10:45:41.123456Z
  capture.duration_us = 250;
  capture.client_ip = "127.0.0.1";
  capture.client_port = 40123;
  capture.raw = raw;
  const auto end = raw.find("\r\n\r\n");
  capture.head_bytes = end == std::string_view::npos ? raw.size() : end + 4;
  capture.body_bytes = raw.size() - capture.head_bytes;
  const auto line = raw.substr(0, raw.find("\r\n"));
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first != std::string_view::npos && last > first) {
    capture.method = line.substr(0, first);
    capture.target = line.substr(first + 1, last - first - 1);
    capture.version = line.substr(last + 1);
  }
  return capture;
}

Capture form_capture(std::string_view target, std::string_view body) {
  return capture_of(
      fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: Hookline\r\n"
                  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
                  target, body.size(), body));
}

}  // namespace hookline
