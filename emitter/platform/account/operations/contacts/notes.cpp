#include "emitter/platform/account/operations/contacts/notes.h"

#include "emitter/platform/account/operations/contacts/contacts.h"

#include <utility>

namespace hookline {

void perform(const AddContactNote& add, AccountDraft& account) {
  Event event = account.event_of(EventType::kSubscriberNote);
  event.contact = take_contact(account, add.contact);
  event.details = ContactNoteDetails{add.note.value_or("Called, will call back")};
  account.tell(std::move(event));
}

}  // namespace hookline
