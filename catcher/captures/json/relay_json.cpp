#include "catcher/captures/json/relay_json.h"

#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"

#include <algorithm>

namespace hookline {
namespace {

void add_decoded(JsonObjectWriter& json, std::string_view coding, std::string_view body) {
  const auto decoded = decode_body(coding, body, kRelayBodyMax);
  if (!decoded.undone) return json.text("note", "it is shown as sent: " + decoded.problem);
  auto object = json.object("decoded");
  object.number("size", decoded.data.size());
  object.encoded(decoded.data);
  if (decoded.truncated) {
    object.boolean("truncated", true);
  } else if (!decoded.problem.empty()) {
    object.text("note", decoded.problem);
  }
  object.end();
}

void add_members(JsonObjectWriter& json, const Relay& relay) {
  json.text("at", timestamp_text(relay.at_us));
  json.text("to", relay.to);
  if (!relay.edited.empty()) json.texts("edited", relay.edited);
  json.number("duration_us", relay.duration_us);
  if (!relay.error.empty()) json.text("error", relay.error);
  if (relay.status == 0) return;
  json.number("status", relay.status);
  json.pairs("headers", relay.headers);
  add_answer_body(json, relay.headers, relay.body, relay.body_bytes);
}

}  // namespace

void add_answer_body(JsonObjectWriter& json, const Headers& headers, std::string_view body,
                     std::uint64_t whole_bytes) {
  const auto coding = find_header(headers, "content-encoding").value_or("");
  auto object = json.object("body");
  object.number("size", whole_bytes);
  object.number("stored", body.size());
  object.boolean("truncated", body.size() < whole_bytes);
  object.encoded(body);
  object.text_or_null("content_encoding", coding);
  if (!coding.empty() && !body.empty()) add_decoded(object, coding, body);
  object.end();
}

void add_relays(JsonObjectWriter& json, std::span<const Relay> relays) {
  const auto is_replay = [](const Relay& relay) { return relay.kind == RelayKind::kReplay; };
  for (const Relay& relay : relays) {
    if (is_replay(relay)) continue;
    auto object = json.object("forwarded");
    add_members(object, relay);
    object.end();
  }
  if (std::none_of(relays.begin(), relays.end(), is_replay)) return;
  json.objects_where("replays", relays, is_replay, add_members);
}

std::string replay_json(const Relay& relay) {
  std::string out;
  JsonObjectWriter json(out);
  add_members(json, relay);
  if (!relay.error.empty()) {
    json.text("hint", "the attempt is listed under the capture's \"replays\"");
  }
  json.end_marked();
  return out;
}

}  // namespace hookline
