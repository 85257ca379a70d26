#include "catcher/captures/capture_json.h"

#include "catcher/captures/capture_view.h"
#include "catcher/captures/capture_warnings.h"
#include "catcher/captures/json_writer.h"
#include "catcher/http/chunked_body.h"
#include "catcher/http/content_coding.h"
#include "catcher/http/header_lines.h"
#include "catcher/relays/relay_json.h"

namespace hookline {
namespace {

/// A decoded view is for looking at; what is longer is there as a download.
constexpr std::size_t kDecodedBytesMax = std::size_t{8} << 20;

void add_client(JsonObjectWriter& json, const Capture& capture) {
  auto client = json.object("client");
  client.text("ip", capture.client_ip);
  client.number("port", std::int64_t{capture.client_port});
  client.end();
}

void add_decoded(JsonObjectWriter& json, std::string_view coding, std::string_view body) {
  const auto decoded = decode_body(coding, body, kDecodedBytesMax);
  auto object = json.object("decoded");
  object.number("size", std::uint64_t{decoded.data.size()});
  object.encoded(decoded.data);
  if (decoded.truncated) {
    object.boolean("truncated", true);
    object.text("note", "unpacked, it is larger than the 8 MiB shown here");
  } else if (!decoded.problem.empty()) {
    object.text("note", decoded.problem);
  }
  object.end();
}

void add_body(JsonObjectWriter& json, const Capture& capture, std::string_view body) {
  const auto coding = find_header_line(head_of(capture), "content-encoding").value_or("");
  auto object = json.object("body");
  object.number("size", capture.body_bytes);
  object.number("stored", std::uint64_t{body.size()});
  object.boolean("truncated", capture.truncated);
  object.encoded(body);
  object.text_or_null("content_encoding", coding);
  if (!coding.empty() && !body.empty() && can_decode(coding)) add_decoded(object, coding, body);
  object.end();
  json.add_loss_of(object);
}

void add_form(JsonObjectWriter& json, const Capture& capture) {
  if (const auto form = form_of(capture)) {
    json.pairs("form", *form);
  } else {
    json.null("form");
  }
}

void add_reply(JsonObjectWriter& json, const CaptureReply& reply) {
  auto object = json.object("reply");
  object.number("status", std::int64_t{reply.status});
  object.pairs("headers", reply.headers);
  object.number("delay_ms", reply.delay_ms);
  object.text_or_null("fault", reply.fault);
  object.end();
  json.add_loss_of(object);
}

void add_ending(JsonObjectWriter& json, const Capture& capture) {
  json.number("duration_us", capture.duration_us);
  json.boolean("complete", capture.complete);
  json.boolean("truncated", capture.truncated);
  json.text_or_null("refusal", capture.refusal);
}

}  // namespace

void append_summary_json(std::string& out, const Capture& capture) {
  JsonObjectWriter json(out);
  json.number("id", capture.id);
  json.text("received_at", received_at(capture));
  add_client(json, capture);
  json.text("channel", capture.channel);
  json.text("method", capture.method);
  json.text("target", capture.target);
  json.text("path", path_of(capture));
  json.number("status", std::int64_t{capture.reply.status});
  json.number("size", capture.body_bytes);
  json.text_or_null("content_type",
                    find_header_line(head_of(capture), "content-type").value_or(""));
  add_ending(json, capture);
  if (!capture.reply.fault.empty()) json.text("fault", capture.reply.fault);
  json.end_marked();
}

std::string summary_json(const Capture& capture) {
  std::string out;
  append_summary_json(out, capture);
  return out;
}

std::string summaries_json(std::span<const Capture> captures) {
  std::string out = "[";
  for (const Capture& capture : captures) {
    if (out.size() > 1) out += ',';
    append_summary_json(out, capture);
  }
  return out + ']';
}

void append_capture_json(std::string& out, const Capture& capture, std::span<const Relay> relays) {
  std::string storage;
  const auto body = body_view(capture, storage);
  JsonObjectWriter json(out);
  json.number("id", capture.id);
  json.text("received_at", received_at(capture));
  add_client(json, capture);
  json.text("channel", capture.channel);
  json.text("method", capture.method);
  json.text("target", capture.target);
  json.text("path", path_of(capture));
  json.pairs("query", query_of(capture));
  json.text("version", capture.version);
  json.pairs("headers", headers_of(capture));
  add_body(json, capture, body);
  add_form(json, capture);
  if (const auto trailers = trailers_of(capture); !trailers.empty()) {
    json.pairs("trailers", trailers);
  }
  add_reply(json, capture.reply);
  if (capture.reply.rule) json.number("rule", std::int64_t{*capture.reply.rule});
  add_ending(json, capture);
  if (const auto warnings = warnings_of(capture); !warnings.empty()) {
    json.texts("warnings", warnings);
  }
  add_relays(json, relays);
  json.end_marked();
}

std::string capture_json(const Capture& capture, std::span<const Relay> relays) {
  std::string out;
  append_capture_json(out, capture, relays);
  return out;
}

}  // namespace hookline
