#include "emitter/platform/account/operations/contacts/notes.h"

#include "emitter/platform/account/operations/contacts/contacts.h"

namespace hookline {

void perform(const AddContactNote& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kSubscriberNote);
  event.contact = take_contact(account, add.contact);
  event.details = ContactNoteDetails{add.note.value_or("Called, will call back")};
}

}  // namespace hookline
