#include "catcher/captures/views/preflight.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/headers/list_items.h"
#include "catcher/captures/views/capture_view.h"

#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";

std::optional<std::string_view> header_in(const Capture& capture, std::string_view name) {
  return find_header_line(head_of(capture), name);
}

/// Whether the answer's header of that name has it in its list, or a star.
bool is_listed(const CaptureReply& reply, std::string_view name, std::string_view wanted) {
  auto list = find_header(reply.headers, name).value_or("");
  while (!list.empty()) {
    const auto item = take_list_item(list);
    if (item == "*" || equals_ignoring_case(item, wanted)) return true;
  }
  return false;
}

/// Why a browser refuses the answer, as the Fetch standard has it; empty where it doesn't.
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
  const auto method = preflight_method(capture);
  const bool is_simple = method == "GET" || method == "HEAD" || method == "POST";
  if (!is_simple && !is_listed(reply, "access-control-allow-methods", method)) {
    return fmt::format("the answer's Access-Control-Allow-Methods doesn't name {}", method);
  }
  auto asked = header_in(capture, "access-control-request-headers").value_or("");
  while (!asked.empty()) {
    const auto name = take_list_item(asked);
    if (name.empty() || is_listed(reply, "access-control-allow-headers", name)) continue;
    return fmt::format("the answer's Access-Control-Allow-Headers doesn't name {}", name);
  }
  return {};
}

}  // namespace

bool is_preflight(const Capture& capture) {
  return capture.method == "OPTIONS" && header_in(capture, "origin") &&
         header_in(capture, "access-control-request-method");
}

std::string_view preflight_method(const Capture& capture) {
  return header_in(capture, "access-control-request-method").value_or("");
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
      header_in(capture, "origin").value_or(""), preflight_method(capture), why);
}

}  // namespace hookline
