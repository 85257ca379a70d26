#include "catcher/captures/json/capture_json.h"

#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/captures/json/relay_json.h"
#include "catcher/captures/views/body_warnings.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/captures/views/capture_warnings.h"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

/// What is to be said of how far the body could be unpacked, a clause.
std::string note_on(const DecodedBody& decoded) {
  if (decoded.truncated) return "unpacked, it is larger than the 8 MiB shown here";
  if (!decoded.problem.empty()) return decoded.problem;
  if (decoded.behind == 0) return {};
  return fmt::format("{} bytes stand behind the end of the compressed data", decoded.behind);
}

void add_decoded(JsonObjectWriter& json, const DecodedBody& decoded) {
  const auto note = note_on(decoded);
  if (!decoded.undone) return json.text("note", "it is shown as sent: " + note);
  auto object = json.object("decoded");
  object.number("size", std::uint64_t{decoded.data.size()});
  object.encoded(decoded.data);
  if (decoded.truncated) object.boolean("truncated", true);
  if (!note.empty()) object.text("note", note);
  object.end();
}

std::string content_encoding_of(const Capture& capture) {
  return fmt::format("{}",
                     fmt::join(find_header_lines(head_of(capture), "content-encoding"), ", "));
}

/// `decoded` is empty where nothing is packed.
void add_body(JsonObjectWriter& json, const Capture& capture, std::string_view body,
              const std::optional<DecodedBody>& decoded) {
  auto object = json.object("body");
  object.number("size", capture.body_bytes);
  object.number("stored", std::uint64_t{body.size()});
  object.boolean("truncated", capture.truncated);
  object.encoded(body);
  object.text_or_null("content_encoding", content_encoding_of(capture));
  if (decoded) add_decoded(object, *decoded);
  object.end();
  json.add_loss_of(object);
}

void add_form(JsonObjectWriter& json, const CaptureForm& form) {
  if (form.fields) return json.pairs("form", *form.fields);
  json.null("form");
  json.text("form_reason", form.why_not);
}

/// Adds the views of the body, and returns what is to be said of them.
std::vector<std::string> add_body_views(JsonObjectWriter& json, const Capture& capture,
                                        std::string_view body) {
  const auto codings = codings_in(head_of(capture));
  std::optional<DecodedBody> decoded;
  if (!codings.empty() && !body.empty()) decoded = decode_body(codings, body, kDecodedBytesMax);
  add_body(json, capture, body, decoded);
  const CaptureForm form = read_form(capture);
  add_form(json, form);
  const bool partial = decoded && (decoded->truncated || !decoded->problem.empty());
  const auto text = decoded ? std::string_view(decoded->data) : body;
  return body_warnings(capture, form, partial ? std::nullopt : std::optional(text));
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
  const auto of_the_body = add_body_views(json, capture, body);
  if (const auto trailers = trailers_of(capture); !trailers.empty()) {
    json.pairs("trailers", trailers);
  }
  add_reply(json, capture.reply);
  if (capture.reply.rule) json.number("rule", std::int64_t{*capture.reply.rule});
  add_ending(json, capture);
  auto warnings = warnings_of(capture);
  warnings.insert(warnings.end(), of_the_body.begin(), of_the_body.end());
  if (!warnings.empty()) json.texts("warnings", warnings);
  add_relays(json, relays);
  json.end_marked();
}

std::string capture_json(const Capture& capture, std::span<const Relay> relays) {
  std::string out;
  append_capture_json(out, capture, relays);
  return out;
}

}  // namespace hookline
