#include "emitter/platform/account/operations/contacts/marks/notes.h"

#include "emitter/platform/account/operations/contacts/contacts.h"

namespace hookline {

void perform(const AddContactNote& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kSubscriberNote);
  event.contact = take_contact(account, add.contact);
  const std::string text = add.note.value_or("Called, will call back");
  event.details = ContactNoteDetails{text};
  Note note;
  note.id = account.note_id(0);
  note.text = text;
  note.owner = event.contact->id;
  account.notes.put(std::move(note));
}

}  // namespace hookline
