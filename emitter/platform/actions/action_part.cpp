#include "emitter/platform/actions/action_part.h"

#include "emitter/platform/account/operations/contacts/contacts.h"

namespace hookline {

std::shared_ptr<const Contact> present_contact(const AccountDraft& draft,
                                               const ContactChange& contact) {
  auto found = find_contact(draft, contact);
  if (!found) refuse_missing_contact(contact, draft.contacts, false);
  return found;
}

OperationError ActionPart::placed(const OperationError& error) const {
  constexpr std::string_view kContact = "contact";
  const std::string& path = error.path();
  const bool of_contact =
      path == kContact || (path.starts_with(kContact) && path[kContact.size()] == '/');
  if (!of_contact) return error;
  return OperationError(contact_at + path.substr(kContact.size()), error.what());
}

}  // namespace hookline
