#include "catcher/replies/cors.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/text/ascii.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";

std::optional<std::string_view> header_in(const Capture& capture, std::string_view name) {
  return find_header_line(head_of(capture), name);
}

std::string_view asked_method(const Capture& capture) {
  return header_in(capture, "access-control-request-method").value_or("");
}

std::string_view take_item(std::string_view& list) {
  const auto item = list.substr(0, list.find(','));
  list.remove_prefix(std::min(item.size() + 1, list.size()));
  return trimmed(item);
}

/// Whether the answer's header of that name has it in its list, or a star.
bool is_listed(const CaptureReply& reply, std::string_view name, std::string_view wanted) {
  auto list = find_header(reply.headers, name).value_or("");
  while (!list.empty()) {
    const auto item = take_item(list);
    if (item == "*" || equals_ignoring_case(item, wanted)) return true;
  }
  return false;
}

/// Of a browser, as the Fetch standard has it.
std::string refusal_in(const Capture& capture) {
  const CaptureReply& reply = capture.reply;
  if (reply.status < 200 || reply.status > 299) {
    return fmt::format("the answer is a {} and no 2xx", reply.status);
  }
  const auto origin = header_in(capture, "origin").value_or("");
  const auto allowed = find_header(reply.headers, kAllowOrigin);
  if (!allowed) return fmt::format("the answer has no {}", kAllowOrigin);
  if (*allowed != "*" && *allowed != origin) {
    return fmt::format("the answer's {} is {}", kAllowOrigin, *allowed);
  }
  const auto method = asked_method(capture);
  const bool is_simple = method == "GET" || method == "HEAD" || method == "POST";
  if (!is_simple && !is_listed(reply, "access-control-allow-methods", method)) {
    return fmt::format("the answer's Access-Control-Allow-Methods doesn't name {}", method);
  }
  auto asked = header_in(capture, "access-control-request-headers").value_or("");
  while (!asked.empty()) {
    const auto name = take_item(asked);
    if (name.empty() || is_listed(reply, "access-control-allow-headers", name)) continue;
    return fmt::format("the answer's Access-Control-Allow-Headers doesn't name {}", name);
  }
  return {};
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

bool is_preflight(const Capture& capture) {
  return capture.method == "OPTIONS" && header_in(capture, "origin") &&
         header_in(capture, "access-control-request-method");
}

std::string preflight_warning(const Capture& capture) {
  if (!is_preflight(capture) || capture.reply.status == 0) return {};
  const std::string why = refusal_in(capture);
  if (why.empty()) return {};
  return fmt::format(
      "a browser asked whether a script of {} may send a {} (a CORS preflight), and sends none: "
      "{}; "
      "start the catcher with --cors, or answer OPTIONS with Access-Control-Allow-Origin, -Methods "
      "and -Headers",
      header_in(capture, "origin").value_or(""), asked_method(capture), why);
}

ReplyDecision preflight_reply(const Capture& capture) {
  ReplyDecision decision;
  decision.status = 204;
  decision.by_cors = true;
  add_origin(decision, header_in(capture, "origin").value_or("*"));
  add(decision, "Access-Control-Allow-Methods", asked_method(capture));
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
