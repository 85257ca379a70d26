#include "catcher/api/guard/page_headers.h"

#include "catcher/api/call/call.h"
#include "catcher/wire/request/wire_request.h"

#include <array>

#include <fmt/format.h>

namespace hookline {
namespace {

/// The page may load its own files and call its own API; no more.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr std::array<std::pair<const char*, const char*>, 7> kHeaders = {{
    {"Content-Security-Policy", kContentSecurityPolicy},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},  // for browsers that don't know frame-ancestors
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cache-Control", "no-store"},
}};

std::string_view reason_of(int status) {
  switch (status) {
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 503:
      return "Service Unavailable";
    default:
      return "Refused";
  }
}

}  // namespace

std::span<const std::pair<const char*, const char*>> page_headers() {
  return kHeaders;
}

std::string refusal_answer(const WireRequest& request, const CallError& error) {
  const std::string body = error_json(error);
  std::string answer = fmt::format("HTTP/1.1 {} {}\r\n", error.status(), reason_of(error.status()));
  for (const auto& [name, value] : page_headers()) answer += fmt::format("{}: {}\r\n", name, value);
  answer += fmt::format(
      "Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
      body.size());
  if (request.method != "HEAD") answer += body;
  return answer;
}

}  // namespace hookline
