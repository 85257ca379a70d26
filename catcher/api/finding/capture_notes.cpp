#include "catcher/api/finding/capture_notes.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/verdicts/catalogue/event_catalogue.h"
#include "catcher/verdicts/signing_keys.h"

namespace hookline {
namespace {

void add_signature(JsonObjectWriter& json, const SignatureCheck& check) {
  auto object = json.object("signature");
  object.text("scheme", name_of(check.scheme));
  object.text("verdict", name_of(check.verdict));
  object.text("reason", check.reason);
  object.end();
}

void add_event(JsonObjectWriter& json, const KnownEvent& event) {
  auto object = json.object("event");
  object.text("name", event.name);
  object.text("label", event.label);
  object.texts("missing", event.missing);
  object.texts("unknown", event.unknown);
  if (event.more_unknown > 0) object.number("more_unknown", event.more_unknown);
  object.end();
}

/// The form as far as the capture holds it. Where that isn't all, the last field is left out: it
/// may be cut.
std::string_view form_start(const Capture& capture, std::string& storage) {
  const auto type = find_header_line(head_of(capture), "content-type").value_or("");
  if (!is_form_type(type)) return {};
  const auto body = body_view(capture, storage);
  return body.size() == capture.body_bytes ? body : body.substr(0, body.rfind('&'));
}

}  // namespace

void CaptureNotes::add_to_capture(std::string& json, const Capture& capture) const {
  const auto check = keys_.judge(capture);
  const auto form = catalogue_ == nullptr ? std::nullopt : form_of(capture);
  const auto event = form ? catalogue_->recognise(*form) : std::nullopt;
  const auto why_not = check ? std::string() : keys_.why_not_judged(capture);
  if (!check && why_not.empty() && !event) return;
  auto object = JsonObjectWriter::reopened(json);
  if (check) add_signature(object, *check);
  if (!why_not.empty()) object.text("signature_reason", why_not);
  if (event) add_event(object, *event);
  object.end();
}

void CaptureNotes::add_to_summary(std::string& json, const Capture& capture) const {
  const auto check = keys_.judge(capture);
  std::string storage;
  const auto name = catalogue_ == nullptr ? std::string_view()
                                          : catalogue_->name_in(form_start(capture, storage));
  if (!check && name.empty()) return;
  auto object = JsonObjectWriter::reopened(json);
  if (check) object.text("signature", name_of(check->verdict));
  if (!name.empty()) object.text("event", name);
  object.end();
}

bool CaptureNotes::want_body_starts() const {
  return catalogue_ != nullptr || !keys_.rules()->empty();
}

}  // namespace hookline
