#include "emitter/serving/calls/deliveries/delivery_json.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/delivery_mark.h"

#include <fmt/format.h>

namespace hookline {
namespace {

void write_attempt(JsonObjectWriter& object, const AttemptRecord& attempt, bool has_answer) {
  object.text("at", timestamp_text(attempt.at_us));
  object.text("outcome", attempt.outcome);
  if (attempt.status != 0) {
    object.number("status", attempt.status);
  } else {
    object.null("status");
  }
  object.raw("duration_ms", fmt::format("{:.3f}", static_cast<double>(attempt.duration_us) / 1000));
  if (!attempt.problem.empty()) object.text("problem", attempt.problem);
  if (has_answer && !attempt.answer.empty()) object.text("answer", attempt.answer);
}

/// Whom it goes to: a webhook, or an automation's action.
void write_receiver(JsonObjectWriter& object, ReceiverId receiver) {
  if (receiver.kind == ReceiverId::Kind::kWebhook) {
    object.number("webhook", receiver.number);
  } else {
    object.null("webhook");
    object.number("automation", receiver.number);
  }
}

}  // namespace

void write_contact_ref(JsonObjectWriter& object, std::uint64_t id, std::string_view email) {
  if (id == 0) return object.null("contact");
  JsonObjectWriter contact = object.object("contact");
  contact.number("id", id);
  contact.text("email", email);
  contact.end();
}

void write_delivery(JsonObjectWriter& object, const DeliveryRecord& record,
                    const DeliveryTelling& telling) {
  object.number("id", record.id);
  write_receiver(object, record.receiver);
  object.number("event", record.event_id);
  object.text_or_null("type", record.type ? name_of(*record.type) : "");
  object.text_or_null("source", record.about.source ? name_of(*record.about.source) : "");
  write_contact_ref(object, record.about.contact, record.about.email);
  object.text("url", record.url);
  object.text("state", name_of(record.state));
  object.text("accepted", timestamp_text(record.accepted_us));
  object.objects("attempts", record.attempts,
                 [&](JsonObjectWriter& attempt, const AttemptRecord& one) {
                   write_attempt(attempt, one, telling.has_bodies);
                 });
  if (record.id >= telling.first_of_run)
    object.text("mark", DeliveryMark{telling.run, telling.ids_from + record.id}.text());
  if (record.repeat_of != 0) object.number("repeat_of", record.repeat_of);
  if (telling.has_bodies) object.text("body", *record.body);
}

}  // namespace hookline
