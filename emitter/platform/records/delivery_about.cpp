#include "emitter/platform/records/delivery_about.h"

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/events/event.h"

#include <charconv>

namespace hookline {
namespace {

/// 0 for a text that is none.
std::uint64_t id_in(std::string_view text) {
  std::uint64_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

}  // namespace

const Contact* contact_of(const Event& event) {
  return event.contact ? event.contact.get() : event.deal_contact.get();
}

DeliveryAbout about(const Event& event) {
  DeliveryAbout about;
  about.source = event.source;
  if (const Contact* contact = contact_of(event)) {
    about.contact = contact->id;
    about.email = contact->email;
  }
  return about;
}

DeliveryAbout about_body(std::string_view body) {
  DeliveryAbout about;
  std::uint64_t deal_contact = 0;
  std::string deal_email;
  for (FormField& field : decode_form(body)) {
    if (field.name == "initiated_from") {
      about.source = source_named(field.value);
    } else if (field.name == "contact[id]") {
      about.contact = id_in(field.value);
    } else if (field.name == "contact[email]") {
      about.email = std::move(field.value);
    } else if (field.name == "deal[contactid]") {
      deal_contact = id_in(field.value);
    } else if (field.name == "deal[contact_email]") {
      deal_email = std::move(field.value);
    }
  }
  if (about.contact == 0 && deal_contact != 0) {
    about.contact = deal_contact;
    about.email = std::move(deal_email);
  }
  return about;
}

}  // namespace hookline
