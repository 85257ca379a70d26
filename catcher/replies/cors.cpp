#include "catcher/replies/cors.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/captures/views/preflight.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hookline {
namespace {

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";

std::optional<std::string_view> header_in(const Capture& capture, std::string_view name) {
  return find_header_line(head_of(capture), name);
}

/// The value comes from a stranger: one that can't stand in a header goes as "*".
void add(ReplyDecision& decision, const char* name, std::string_view value) {
  try {
    decision.headers.emplace_back(name, std::string(value));
  } catch (const std::invalid_argument&) {
    decision.headers.emplace_back(name, "*");
  }
}

void add_origin(ReplyDecision& decision, std::string_view origin) {
  add(decision, kAllowOrigin, origin);
  add(decision, "Access-Control-Allow-Credentials", "true");
  add(decision, "Vary", "Origin");
}

}  // namespace

ReplyDecision preflight_reply(const Capture& capture) {
  ReplyDecision decision;
  decision.status = 204;
  decision.by_cors = true;
  add_origin(decision, header_in(capture, "origin").value_or("*"));
  add(decision, "Access-Control-Allow-Methods", preflight_method(capture));
  if (const auto headers = header_in(capture, "access-control-request-headers")) {
    add(decision, "Access-Control-Allow-Headers", *headers);
  }
  if (header_in(capture, "access-control-request-private-network")) {
    add(decision, "Access-Control-Allow-Private-Network", "true");
  }
  // The question comes again each time: what is tested is what a page does.
  add(decision, "Access-Control-Max-Age", "0");
  return decision;
}

void let_scripts_read(ReplyDecision& decision, const Capture& capture) {
  const auto origin = header_in(capture, "origin");
  const bool is_said = std::any_of(
      decision.headers.begin(), decision.headers.end(),
      [](const HeaderField& header) { return equals_ignoring_case(header.name(), kAllowOrigin); });
  if (origin && !is_said) add_origin(decision, *origin);
}

}  // namespace hookline
