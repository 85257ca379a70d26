#include "catcher/captures/json/capture_json.h"

#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/captures/json/relay_json.h"
#include "catcher/captures/own_answer.h"
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

/// A decoded body is for looking at; a longer one can be downloaded.
constexpr std::size_t kDecodedBytesMax = std::size_t{8} << 20;

/// What summaries and whole captures begin with.
void add_beginning(JsonObjectWriter& json, const Capture& capture) {
  json.number("id", capture.id);
  json.text("received_at", received_at(capture));
  auto client = json.object("client");
  client.text("ip", capture.client_ip);
  client.number("port", capture.client_port);
  client.end();
  json.text("channel", capture.channel);
  json.text("method", capture.method);
  json.text("target", capture.target);
  json.text("path", path_of(capture));
}

/// What went wrong with unpacking the body, a clause; empty where nothing did.
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
  object.number("size", decoded.data.size());
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
  object.number("stored", body.size());
  object.boolean("truncated", capture.truncated);
  object.encoded(body);
  object.text_or_null("content_encoding", content_encoding_of(capture));
  if (decoded) add_decoded(object, *decoded);
  object.end();
}

void add_form(JsonObjectWriter& json, const CaptureForm& form) {
  if (form.fields) return json.pairs("form", *form.fields);
  json.null("form");
  json.text("form_reason", form.why_not);
}

/// Adds the views of the body, and returns what is odd about it.
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

void add_reply(JsonObjectWriter& json, const Capture& capture) {
  const CaptureReply& reply = capture.reply;
  auto object = json.object("reply");
  object.number("status", reply.status);
  object.pairs("headers", reply.headers);
  object.number("delay_ms", reply.delay_ms);
  object.text_or_null("fault", reply.fault);
  if (reply.body && answers_with_body(capture)) {
    add_answer_body(object, reply.headers, *reply.body, reply.body_bytes);
  }
  object.end();
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
  add_beginning(json, capture);
  json.number("status", capture.reply.status);
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

void append_capture_json(std::string& out, const Capture& capture, std::span<const Relay> relays) {
  std::string storage;
  const auto body = body_view(capture, storage);
  JsonObjectWriter json(out);
  add_beginning(json, capture);
  json.pairs("query", query_of(capture));
  json.text("version", capture.version);
  json.pairs("headers", headers_of(capture));
  const auto of_the_body = add_body_views(json, capture, body);
  if (const auto trailers = trailers_of(capture); !trailers.empty()) {
    json.pairs("trailers", trailers);
  }
  add_reply(json, capture);
  if (capture.reply.rule) json.number("rule", *capture.reply.rule);
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
