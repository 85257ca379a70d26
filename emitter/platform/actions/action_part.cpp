#include "emitter/platform/actions/action_part.h"

#include "emitter/platform/account/operations/contacts/contacts.h"

#include <optional>

#include <fmt/format.h>

namespace hookline {

std::shared_ptr<const Contact> present_contact(const AccountDraft& draft,
                                               const ContactChange& contact) {
  auto found = find_contact(draft, contact);
  if (!found) refuse_missing_contact(contact, draft.contacts, false);
  return found;
}

void check_address(const JsonValue& contact) {
  if (contact.is_integer()) return;
  const auto address = contact.is_text() ? std::optional(contact) : contact.object().find("email");
  if (address && !is_email(address->name()))
    address->fail(fmt::format("\"{}\" is no e-mail address; expected one such as jane@example.com",
                              address->name()));
}

OperationError ActionPart::placed(const OperationError& error) const {
  constexpr std::string_view kOwnName = "contact";
  const std::string& path = error.path();
  const bool of_contact =
      path == kOwnName || (path.starts_with(kOwnName) && path[kOwnName.size()] == '/');
  if (!of_contact) return error;
  return OperationError(contact_at + path.substr(kOwnName.size()), error.what());
}

}  // namespace hookline
