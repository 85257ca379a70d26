#include "emitter/platform/account/operations/contacts/contacts.h"

#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/account/state/put_contact.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Changed, if there is something to change.
std::shared_ptr<const Contact> updated(AccountDraft& account, std::shared_ptr<const Contact> found,
                                       const ContactChange& change) {
  if (change.is_reference()) return found;
  return put_contact(account, changed_at("contact", account, *found, change));
}

}  // namespace

void perform(const UpdateContact& update, AccountDraft& account) {
  Event& event = account.tell(EventType::kUpdate);
  event.contact = take_contact(account, update.contact);
  event.lists = entries_of(account, update.lists.empty() ? event.contact->lists : update.lists);
  event.list_as_zero = update.lists.empty() && !update.list_form;
  event.list_as_array = update.list_form == ListForm::kArray && !event.lists.empty();
}

std::shared_ptr<const Contact> find_contact(const AccountDraft& account,
                                            const ContactChange& contact) {
  if (contact.id) return account.contacts.find(*contact.id);
  return contact.email ? contact_with(account, *contact.email) : nullptr;
}

void refuse_missing_address(const ContactChange& contact, bool may_be_new) {
  if (!contact.email) throw OperationError("contact", "a new contact needs an \"email\"");
  if (may_be_new) return;
  throw OperationError(
      "contact/email",
      fmt::format("there is no contact \"{}\"; only subscribe adds one", *contact.email));
}

std::shared_ptr<const Contact> take_contact(AccountDraft& account, const ContactChange& contact) {
  auto found = find_contact(account, contact);
  if (!found) refuse_missing_contact(contact, account.contacts, false);
  return updated(account, std::move(found), contact);
}

std::shared_ptr<const Contact> take_or_add_contact(AccountDraft& account,
                                                   const ContactChange& contact) {
  if (auto found = find_contact(account, contact))
    return updated(account, std::move(found), contact);
  refuse_missing_contact(contact, account.contacts, true);
  return put_contact(account, changed_at("contact", account, Contact(), contact));
}

void retag_values(AccountDraft& account, const ContactField& field) {
  for (const std::uint64_t id : account.contacts.ids()) {
    const auto found = account.contacts.find(id);
    const auto value = std::ranges::find(found->fields, field.id, &ContactFieldValue::id);
    if (value == found->fields.end() || value->tag == field.tag) continue;
    Contact contact = *found;
    std::ranges::find(contact.fields, field.id, &ContactFieldValue::id)->tag = field.tag;
    put_contact(account, std::move(contact));
  }
}

std::vector<ListEntry> entries_of(const AccountDraft& account,
                                  const std::vector<std::uint64_t>& lists) {
  std::vector<ListEntry> entries;
  entries.reserve(lists.size());
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const auto list = require(account.lists, lists[i], "list", "lists", i);
    entries.push_back({list->id, list->name});
  }
  return entries;
}

}  // namespace hookline
