#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/operation_error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace hookline {

/// How a payload names the lists: one, as a number, or each with id and name.
enum class ListForm : std::uint8_t { kScalar, kArray };

/// Changes a contact, or only tells of it.
struct UpdateContact {
  ContactChange contact;
  std::vector<std::uint64_t> lists = {};   ///< the event's; empty: all that the contact is on
  std::optional<ListForm> list_form = {};  ///< none: shown as 0 where no lists are said
};
void perform(const UpdateContact& update, AccountDraft& account);

// What other operations do with the contact and the lists that they name.

/// Whose address it is, in an account or a draft of one, whatever its case; null: nobody's.
template <class Tables>
std::shared_ptr<const Contact> contact_with(const Tables& account, std::string_view email) {
  const auto known = account.contacts.with_key(address_key(email));
  return known.empty() ? nullptr : known.front();
}
/// The contact of that id or address as it is; null where there is none.
std::shared_ptr<const Contact> find_contact(const AccountDraft& account,
                                            const ContactChange& contact);
/// The same, changed as it says. Throws OperationError where there is none.
std::shared_ptr<const Contact> take_contact(AccountDraft& account, const ContactChange& contact);
/// The same; one that isn't there is added.
std::shared_ptr<const Contact> take_or_add_contact(AccountDraft& account,
                                                   const ContactChange& contact);

/// Throws the OperationError for a contact that is named by its address and isn't there; unless it
/// `may_be_new`.
void refuse_missing_address(const ContactChange& contact, bool may_be_new);

/// Throws the OperationError for a contact that is named and isn't there; unless it `may_be_new`
/// and says enough to be added. Whose ids() are there is asked only to be told.
template <class Contacts>
void refuse_missing_contact(const ContactChange& contact, const Contacts& contacts,
                            bool may_be_new) {
  if (contact.id && (!may_be_new || contact.is_reference()))
    throw OperationError("contact", no_such_sentence("contact", *contact.id, contacts.ids()));
  refuse_missing_address(contact, may_be_new);
}

/// The field was changed: contacts keep its tag with its value.
void retag_values(AccountDraft& account, const ContactField& field);

/// Throws OperationError at "lists/0" for a list that isn't there.
std::vector<ListEntry> entries_of(const AccountDraft& account,
                                  const std::vector<std::uint64_t>& lists);

}  // namespace hookline
