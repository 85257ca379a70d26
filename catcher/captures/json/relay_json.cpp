#include "catcher/captures/json/relay_json.h"

#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"

#include <algorithm>

namespace hookline {
namespace {

void add_decoded(JsonObjectWriter& json, std::string_view coding, const Relay& relay) {
  const auto decoded = decode_body(coding, relay.body, kRelayBodyMax);
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

/// The same members as the body of a capture has.
void add_body(JsonObjectWriter& json, const Relay& relay) {
  const auto coding = find_header(relay.headers, "content-encoding").value_or("");
  auto object = json.object("body");
  object.number("size", relay.body_bytes);
  object.number("stored", relay.body.size());
  object.boolean("truncated", relay.body.size() < relay.body_bytes);
  object.encoded(relay.body);
  object.text_or_null("content_encoding", coding);
  if (!coding.empty() && !relay.body.empty()) add_decoded(object, coding, relay);
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
  add_body(json, relay);
}

}  // namespace

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
