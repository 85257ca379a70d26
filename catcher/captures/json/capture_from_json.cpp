#include "catcher/base/http/codings/base64.h"
#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/message/framing.h"
#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/json/capture_json.h"

#include <limits>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::int64_t microseconds_of(const JsonValue& value) {
  const auto at_us = parse_timestamp(value.text());
  if (!at_us) value.fail(fmt::format("\"{}\" is not a time", value.text()));
  return *at_us;
}

template <class Number>
Number whole(const JsonValue& value) {
  return static_cast<Number>(value.integer(0, std::numeric_limits<Number>::max()));
}

std::string text_or_empty(const JsonValue& value) {
  return value.kind() == JsonKind::kNull ? std::string() : value.text();
}

Headers headers_from(const JsonValue& value) {
  Headers headers;
  for (const JsonPair& pair : value.pairs()) headers.push_back({pair.name, pair.value.text()});
  return headers;
}

std::string bytes_from(JsonObject body) {
  const JsonValue data = body.require("data");
  if (body.require("encoding").text() != "base64") return data.text();
  auto bytes = decode_base64(data.text());
  if (!bytes) data.fail("is no base64");
  return std::move(*bytes);
}

void append_header_lines(std::string& out, const Headers& headers) {
  for (const Header& header : headers) {
    out.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  out += "\r\n";
}

/// A head and a body that read as those of the capture did. A chunked body becomes one chunk.
void put_together(Capture& capture, JsonObject& json) {
  const auto headers = headers_from(json.require("headers"));
  const auto body = bytes_from(json.require("body").object());
  std::string& raw = capture.raw;
  if (!capture.method.empty() || !headers.empty()) {
    raw = fmt::format("{} {} {}\r\n", capture.method, capture.target, capture.version);
    append_header_lines(raw, headers);
  }
  capture.head_bytes = raw.size();
  if (!is_chunked(raw)) {
    raw += body;
    return;
  }
  if (!body.empty()) raw += fmt::format("{:x}\r\n{}\r\n", body.size(), body);
  if (!capture.complete) return;
  raw += "0\r\n";
  const auto trailers = json.find("trailers");
  append_header_lines(raw, trailers ? headers_from(*trailers) : Headers());
}

CaptureReply reply_from(JsonObject json) {
  CaptureReply reply{whole<int>(json.require("status")), headers_from(json.require("headers")),
                     json.require("delay_ms").integer(), text_or_empty(json.require("fault"))};
  if (const auto body = json.find("body")) {
    reply.body = bytes_from(body->object());
    reply.body_bytes = body->object().require("size").count();
  }
  return reply;
}

Capture capture_from(JsonObject json) {
  Capture capture;
  capture.id = json.require("id").integer();
  capture.received_us = microseconds_of(json.require("received_at"));
  capture.duration_us = json.require("duration_us").integer();
  JsonObject client = json.require("client").object();
  capture.client_ip = client.require("ip").text();
  capture.client_port = whole<std::uint16_t>(client.require("port"));
  capture.channel = json.require("channel").text();
  capture.method = json.require("method").text();
  capture.target = json.require("target").text();
  capture.version = json.require("version").text();
  capture.body_bytes = json.require("body").object().require("size").count();
  capture.complete = json.require("complete").boolean();
  capture.truncated = json.require("truncated").boolean();
  capture.refusal = text_or_empty(json.require("refusal"));
  capture.reply = reply_from(json.require("reply").object());
  if (const auto rule = json.find("rule")) capture.reply.rule = whole<std::uint32_t>(*rule);
  put_together(capture, json);
  return capture;
}

std::optional<ForwardEnd> forward_end_from(JsonObject json) {
  constexpr std::size_t kShownBytes = 500;
  ForwardEnd end;
  const auto found = json.find("forwarded");
  if (!found) {
    if (json.require("reply").object().require("status").integer() != 0) return std::nullopt;
    end.error = "the app behind the catcher had not answered yet";
    return end;
  }
  JsonObject forwarded = found->object();
  end.to = forwarded.require("to").text();
  end.error = forwarded.text_or("error", "");
  const auto body = forwarded.find("body");
  if (!body) return end;
  end.body = bytes_from(body->object()).substr(0, kShownBytes);
  end.body_bytes = body->object().require("size").count();
  return end;
}

template <class Read>
auto read_line(std::string_view text, Read read) {
  try {
    return read(JsonDocument::parse(text, "").root().object());
  } catch (const Failure& failure) {
    throw std::invalid_argument(fmt::format("not a capture's JSON: {}", failure.what()));
  }
}

}  // namespace

Capture capture_from_json(std::string_view text) {
  return read_line(text, capture_from);
}

std::optional<ForwardEnd> forward_end_from_json(std::string_view text) {
  // Within a text the quotes would be escaped. So this finds the few lines that must be parsed.
  const bool is_mentioned = text.find("\"forwarded\":{") != std::string_view::npos ||
                            text.find("\"reply\":{\"status\":0,") != std::string_view::npos;
  return is_mentioned ? read_line(text, forward_end_from) : std::nullopt;
}

}  // namespace hookline
