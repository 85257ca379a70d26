#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/cookie.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/utf8.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/exports/capture_export.h"
#include "catcher/captures/own_answer.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::size_t kUnpackedAnswerBytesMax = std::size_t{8} << 20;

bool is_escape(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  return text.size() >= 3 && kHex.find(text[1]) != std::string_view::npos &&
         kHex.find(text[2]) != std::string_view::npos;
}

bool stands_in_url(std::string_view text) {
  constexpr std::string_view kForbidden = "\"#<>\\^`{|}";  // "#" would begin a fragment
  const auto byte = static_cast<std::uint8_t>(text.front());
  if (byte == '%') return is_escape(text);
  return byte > 0x20 && byte < 0x7f && kForbidden.find(text.front()) == std::string_view::npos;
}

void append_in_url(std::string& out, std::string_view target) {
  for (; !target.empty(); target.remove_prefix(1)) {
    if (stands_in_url(target)) {
      out += target.front();
    } else {
      out += fmt::format("%{:02X}", static_cast<std::uint8_t>(target.front()));
    }
  }
}

/// An absolute URL, whatever the target was: a path, a whole URL, "*", "host:port" or nothing.
std::string url_of(const Capture& capture, std::string_view origin) {
  const std::string_view target = capture.target;
  const bool is_whole = target.starts_with("http://") || target.starts_with("https://");
  std::string url;
  if (!is_whole) url += origin;
  if (!is_whole && !target.starts_with('/')) url += '/';
  append_in_url(url, target);
  return url;
}

/// What has no name is refused by HAR's readers, so it is left out of lists; it still stands in the
/// URL or the text.
constexpr auto kHasName = [](const auto& pair) { return !pair.name.empty(); };

/// [{"name":…,"value":…}…]
template <class Pairs>
void add_named(JsonObjectWriter& json, std::string_view name, const Pairs& pairs) {
  json.objects_where(name, pairs, kHasName, [](auto& object, const auto& pair) {
    object.text("name", pair.name);
    object.text("value", pair.value);
  });
}

void add_cookies(JsonObjectWriter& json, const std::vector<Cookie>& cookies) {
  const auto add = [](JsonObjectWriter& object, const Cookie& cookie) {
    object.text("name", cookie.name);
    object.text("value", cookie.value);
    if (!cookie.path.empty()) object.text("path", cookie.path);
    if (!cookie.domain.empty()) object.text("domain", cookie.domain);
    if (cookie.expires_us) object.text("expires", timestamp_text(*cookie.expires_us));
    object.boolean("httpOnly", cookie.http_only);
    object.boolean("secure", cookie.secure);
  };
  json.objects_where("cookies", cookies, kHasName, add);
}

std::vector<Cookie> cookies_sent(const Headers& headers) {
  std::vector<Cookie> cookies;
  for (const Header& header : headers) {
    if (!equals_ignoring_case(header.name, "cookie")) continue;
    for (Cookie& cookie : parse_cookies(header.value)) cookies.push_back(std::move(cookie));
  }
  return cookies;
}

std::vector<Cookie> cookies_set(const Headers& headers) {
  std::vector<Cookie> cookies;
  for (const Header& header : headers) {
    if (!equals_ignoring_case(header.name, "set-cookie")) continue;
    cookies.push_back(parse_set_cookie(header.value));
  }
  return cookies;
}

/// `encoding`: the member that says that a text is base64.
void add_text(JsonObjectWriter& json, std::string_view bytes, std::string_view encoding) {
  if (is_utf8(bytes)) return json.text("text", bytes);
  json.base64("text", bytes);
  json.text(encoding, "base64");
}

/// HAR allows either a text or params, and only the text is exact, so forms are texts as well. It
/// has no place for a body that is no text: that is base64, and a comment says so.
void add_post_data(JsonObjectWriter& request, const Headers& headers, std::string_view body) {
  auto data = request.object("postData");
  data.text("mimeType", find_header(headers, "content-type").value_or(""));
  add_text(data, body, "_encoding");
  if (!is_utf8(body)) data.text("comment", "text is base64: the body is no UTF-8");
  data.end();
}

void add_request(JsonObjectWriter& entry, const Capture& capture, std::string_view origin) {
  std::string storage;
  const auto body = body_view(capture, storage);
  const auto headers = headers_of(capture);
  auto request = entry.object("request");
  request.text("method", capture.method.empty() ? "-" : capture.method);  // none isn't taken
  request.text("url", url_of(capture, origin));
  request.text("httpVersion", capture.version);
  request.number("headersSize", head_of(capture).size());
  request.number("bodySize", capture.body_bytes);
  add_cookies(request, cookies_sent(headers));
  add_named(request, "headers", headers);
  add_named(request, "queryString", query_of(capture));
  if (!body.empty()) add_post_data(request, headers, body);
  request.end();
}

/// As HAR wants it, without Content-Encoding; as it came where it can't be unpacked.
std::string unpacked_answer(const Headers& headers, const KeptAnswer& answer) {
  const auto coding = find_header(headers, "content-encoding").value_or("");
  if (coding.empty() || !can_decode(coding)) return answer.body;
  auto decoded = decode_body(coding, answer.body, kUnpackedAnswerBytesMax);
  if (!decoded.problem.empty() || decoded.truncated) return answer.body;
  return std::move(decoded.data);
}

/// The app's, where it answered, or else the catcher's own; none where it isn't known.
std::optional<KeptAnswer> kept_answer(const Capture& capture, const Relay* forward) {
  if (forward == nullptr) return own_answer_to(capture);
  if (!forward->error.empty()) return std::nullopt;
  return KeptAnswer{forward->body, forward->body_bytes};
}

void add_content(JsonObjectWriter& response, const Headers& headers,
                 const std::optional<KeptAnswer>& answer) {
  const std::string body = answer ? unpacked_answer(headers, *answer) : std::string();
  const bool is_whole = !answer || answer->body.size() == answer->body_bytes;
  auto content = response.object("content");
  content.number("size", is_whole ? std::uint64_t{body.size()} : answer->body_bytes);
  content.text("mimeType", find_header(headers, "content-type").value_or("text/plain"));
  if (!answer) {
    content.text("comment", "the body of the answer is not kept");
  } else {
    add_text(content, body, "encoding");
    if (!is_whole) content.text("comment", "only the start of the answer was kept");
  }
  content.end();
}

void add_response(JsonObjectWriter& entry, const CaptureReply& reply,
                  const std::optional<KeptAnswer>& answer) {
  const bool is_cut = reply.fault == "close" || reply.fault == "reset";  // before any status
  auto response = entry.object("response");
  response.number("status", is_cut ? 0 : reply.status);
  response.text("statusText", "");
  response.text("httpVersion", "HTTP/1.1");
  response.text("redirectURL", find_header(reply.headers, "location").value_or(""));
  response.number("headersSize", -1);
  response.number("bodySize", answer ? static_cast<std::int64_t>(answer->body_bytes) : -1);
  add_content(response, reply.headers, answer);
  add_cookies(response, cookies_set(reply.headers));
  add_named(response, "headers", reply.headers);
  response.end();
}

/// `forward` is null where the capture was not sent on; `lossy`: bytes had to be changed.
std::string comment_on(const Capture& capture, const Relay* forward, bool lossy) {
  std::vector<std::string> notes;
  if (!capture.refusal.empty()) notes.push_back("refused: " + capture.refusal);
  if (capture.truncated) notes.emplace_back("only the start of the body was kept");
  if (!capture.complete) notes.emplace_back("the request did not come whole");
  if (capture.method.empty()) notes.emplace_back("its request line could not be read");
  if (forward != nullptr && !forward->error.empty()) {
    notes.push_back("forwarding failed: " + forward->error);
  }
  if (!capture.reply.fault.empty()) {
    notes.push_back("answered with the fault " + capture.reply.fault);
  }
  if (!trailers_of(capture).empty()) {
    notes.emplace_back("HAR has no place for the trailers behind its body");
  }
  if (lossy) notes.emplace_back("bytes that are no UTF-8 stand as \u2039E9\u203a");
  return fmt::format("{}", fmt::join(notes, "; "));
}

std::string ms_text(std::int64_t us) {
  return fmt::format("{:.3f}", static_cast<double>(us) / 1000);
}

}  // namespace

std::string har_begin(std::string_view version) {
  return fmt::format(
      R"({{"log":{{"version":"1.2","creator":{{"name":"Hookline","version":"{}"}},"entries":[)",
      version);
}

void append_har_entry(std::string& out, const Capture& capture, std::span<const Relay> relays,
                      std::string_view origin) {
  const Relay* const forward = find_forward(relays);
  // Of a forwarded capture the duration holds the wait for the app too.
  const auto app_us = forward == nullptr ? 0 : forward->duration_us;
  const auto send_us = capture.duration_us - app_us;
  const auto wait_us = app_us + capture.reply.delay_ms * 1000;
  JsonObjectWriter entry(out);
  entry.text("startedDateTime", received_at(capture));
  entry.raw("time", ms_text(send_us + wait_us));
  add_request(entry, capture, origin);
  add_response(entry, capture.reply, kept_answer(capture, forward));
  entry.raw("cache", "{}");
  entry.raw("timings", fmt::format(R"({{"send":{},"wait":{},"receive":0}})", ms_text(send_us),
                                   ms_text(wait_us)));
  entry.text("connection", std::to_string(capture.client_port));
  entry.number("_id", capture.id);
  const auto comment = comment_on(capture, forward, entry.lossy());
  if (!comment.empty()) entry.text("comment", comment);
  entry.end();
}

std::string har_end() {
  return "]}}\n";
}

}  // namespace hookline
