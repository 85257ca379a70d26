#include "catcher/captures/capture_export.h"
#include "catcher/captures/capture_view.h"
#include "catcher/captures/json_writer.h"
#include "catcher/http/utf8.h"

#include <fmt/format.h>

namespace hookline {
namespace {

/// HAR wants pairs as [{"name":…,"value":…}…].
template <typename Pairs>
void add_named(std::string& out, const Pairs& pairs) {
  out += '[';
  for (const auto& pair : pairs) {
    if (out.back() == '}') out += ',';
    JsonObjectWriter json(out);
    json.text("name", pair.name);
    json.text("value", pair.value);
    json.end();
  }
  out += ']';
}

template <typename Pairs>
void add_named(std::string& out, std::string_view name, const Pairs& pairs) {
  out += fmt::format(",\"{}\":", name);
  add_named(out, pairs);
}

void add_post_data(std::string& out, const Capture& capture, const Headers& headers,
                   std::string_view body) {
  out += ",\"postData\":";
  JsonObjectWriter data(out);
  data.text("mimeType", find_header(headers, "content-type").value_or(""));
  if (is_utf8(body)) {
    data.text("text", body);
  } else {
    data.base64("text", body);
    data.text("_encoding", "base64");
  }
  if (const auto form = form_of(capture)) {
    add_named(out, "params", *form);
  } else {
    out += ",\"params\":[]";
  }
  data.end();
}

std::string url_of(const Capture& capture, std::string_view origin) {
  if (capture.target.starts_with('/')) return std::string(origin) + capture.target;
  if (capture.target.find("://") != std::string::npos) return capture.target;
  return fmt::format("{}/{}", origin, capture.target);
}

void add_request(std::string& out, const Capture& capture, std::string_view origin) {
  std::string storage;
  const auto body = body_view(capture, storage);
  const auto headers = headers_of(capture);
  JsonObjectWriter request(out);
  request.text("method", capture.method);
  request.text("url", url_of(capture, origin));
  request.text("httpVersion", capture.version);
  request.number("headersSize", std::uint64_t{head_of(capture).size()});
  request.number("bodySize", capture.body_bytes);
  add_named(out, "cookies", Headers());
  add_named(out, "headers", headers);
  add_named(out, "queryString", query_of(capture));
  if (!body.empty()) add_post_data(out, capture, headers, body);
  request.end();
}

void add_response(std::string& out, const CaptureReply& reply) {
  out += ",\"response\":";
  JsonObjectWriter response(out);
  response.number("status", std::int64_t{reply.status});
  response.text("statusText", "");
  response.text("httpVersion", "HTTP/1.1");
  response.text("redirectURL", find_header(reply.headers, "location").value_or(""));
  response.number("headersSize", std::int64_t{-1});
  response.number("bodySize", std::int64_t{-1});
  auto content = response.object("content");
  content.number("size", std::int64_t{0});
  content.text("mimeType", find_header(reply.headers, "content-type").value_or("text/plain"));
  content.end();
  add_named(out, "cookies", Headers());
  add_named(out, "headers", reply.headers);
  response.end();
}

}  // namespace

std::string har_begin(std::string_view version) {
  return fmt::format(
      R"({{"log":{{"version":"1.2","creator":{{"name":"Hookline","version":"{}"}},"entries":[)",
      version);
}

void append_har_entry(std::string& out, const Capture& capture, std::string_view origin) {
  const auto send_ms = static_cast<double>(capture.duration_us) / 1000;
  const auto wait_ms = static_cast<double>(capture.reply.delay_ms);
  out += fmt::format(R"({{"startedDateTime":"{}","time":{:.3f},"request":)", received_at(capture),
                     send_ms + wait_ms);
  add_request(out, capture, origin);
  add_response(out, capture.reply);
  out += fmt::format(
      R"(,"cache":{{}},"timings":{{"send":{:.3f},"wait":{:.3f},"receive":0}},"_id":{}}})", send_ms,
      wait_ms, capture.id);
}

std::string har_end() {
  return "]}}\n";
}

}  // namespace hookline
