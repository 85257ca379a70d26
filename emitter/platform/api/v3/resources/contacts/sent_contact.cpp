#include "emitter/platform/api/v3/resources/contacts/sent_contact.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/api/v3/conventions/v3_error.h"

namespace hookline {
namespace {

V3Error email_invalid() {
  return {422,
          {{"errors", VendorJson::array({{{"title", "Contact Email Address is not valid."},
                                          {"detail", ""},
                                          {"code", "email_invalid"},
                                          {"error", "must_be_valid_email_address"},
                                          {"source", {{"pointer", "/data/attributes/email"}}}}})}}};
}

}  // namespace

ContactChange sent_contact(const SentAttributes& sent) {
  ContactChange change;
  change.email = sent.text("email");
  if (change.email && !is_email(*change.email)) throw email_invalid();
  change.first_name = sent.text("firstName");
  change.last_name = sent.text("lastName");
  change.phone = sent.text("phone");
  for (const SentAttributes& value : sent.objects("fieldValues"))
    change.fields.emplace_back(value.required_id("field"), value.text("value").value_or(""));
  return change;
}

void check_contact_fields(const AccountDraft& draft, const ContactChange& change) {
  for (const auto& [id, value] : change.fields)
    if (!draft.contact_fields.find(id)) throw related_missing("field");
}

void check_email_is_free(const AccountDraft& draft, const std::string& email, std::uint64_t but) {
  const auto owner = contact_with(draft, email);
  if (owner && owner->id != but)
    throw attribute_taken("email", "Email address already exists in the system");
}

}  // namespace hookline
