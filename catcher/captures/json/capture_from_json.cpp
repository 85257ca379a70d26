#include "catcher/base/http/codings/base64.h"
#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/message/framing.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/json/capture_json.h"

#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

std::int64_t microseconds_of(const std::string& text) {
  const auto at_us = parse_timestamp(text);
  if (!at_us) throw std::invalid_argument(fmt::format("received_at is \"{}\", not a time", text));
  return *at_us;
}

std::string text_or_empty(const Json& value) {
  return value.is_null() ? std::string() : value.get<std::string>();
}

Headers headers_from(const Json& pairs) {
  Headers headers;
  for (const Json& pair : pairs) {
    headers.push_back({pair.at(0).get<std::string>(), pair.at(1).get<std::string>()});
  }
  return headers;
}

std::string bytes_from(const Json& body) {
  auto data = body.at("data").get<std::string>();
  if (body.at("encoding") != "base64") return data;
  auto bytes = decode_base64(data);
  if (!bytes) throw std::invalid_argument("the body's data is no base64");
  return std::move(*bytes);
}

void append_header_lines(std::string& out, const Headers& headers) {
  for (const Header& header : headers) {
    out.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  out += "\r\n";
}

/// A head and a body that read as those of the capture did. A chunked body becomes one chunk.
void put_together(Capture& capture, const Json& json) {
  const auto headers = headers_from(json.at("headers"));
  const auto body = bytes_from(json.at("body"));
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
  append_header_lines(raw, json.contains("trailers") ? headers_from(json["trailers"]) : Headers());
}

CaptureReply reply_from(const Json& json) {
  return {json.at("status").get<int>(), headers_from(json.at("headers")),
          json.at("delay_ms").get<std::int64_t>(), text_or_empty(json.at("fault"))};
}

Capture capture_from(const Json& json) {
  Capture capture;
  capture.id = json.at("id").get<std::int64_t>();
  capture.received_us = microseconds_of(json.at("received_at").get<std::string>());
  capture.duration_us = json.at("duration_us").get<std::int64_t>();
  capture.client_ip = json.at("client").at("ip").get<std::string>();
  capture.client_port = json.at("client").at("port").get<std::uint16_t>();
  capture.channel = json.at("channel").get<std::string>();
  capture.method = json.at("method").get<std::string>();
  capture.target = json.at("target").get<std::string>();
  capture.version = json.at("version").get<std::string>();
  capture.body_bytes = json.at("body").at("size").get<std::uint64_t>();
  capture.complete = json.at("complete").get<bool>();
  capture.truncated = json.at("truncated").get<bool>();
  capture.refusal = text_or_empty(json.at("refusal"));
  capture.reply = reply_from(json.at("reply"));
  if (json.contains("rule")) capture.reply.rule = json["rule"].get<std::uint32_t>();
  put_together(capture, json);
  return capture;
}

std::optional<ForwardEnd> forward_end_from(const Json& json) {
  constexpr std::size_t kShownBytes = 500;
  ForwardEnd end;
  const auto forwarded = json.find("forwarded");
  if (forwarded == json.end()) {
    if (json.at("reply").at("status").get<int>() != 0) return std::nullopt;
    end.error = "the app behind the catcher had not answered yet";
    return end;
  }
  end.to = forwarded->at("to").get<std::string>();
  end.error = forwarded->value("error", std::string());
  if (!forwarded->contains("body")) return end;
  end.body = bytes_from(forwarded->at("body")).substr(0, kShownBytes);
  end.body_bytes = forwarded->at("body").at("size").get<std::uint64_t>();
  return end;
}

template <class Read>
auto read_line(std::string_view text, Read read) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();
    const auto start = what.find("] ");  // behind "[json.exception.out_of_range.403] "
    throw std::invalid_argument(fmt::format(
        "not a capture's JSON: {}", what.substr(start == std::string_view::npos ? 0 : start + 2)));
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
