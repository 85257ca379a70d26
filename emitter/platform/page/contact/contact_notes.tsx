import { minuteText } from "../../../../catcher/page/pieces/time";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import type { ContactDetails } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { changeForms } from "../doing/forms/change_forms";
import { contactForms } from "../doing/forms/contact_forms";

export function ContactNotes({ contact: { id, email, notes } }: { contact: ContactDetails }) {
  return (
    <section aria-label="Notes">
      <h3>Notes</h3>
      <ul class="lines">
        {notes.map((note) => (
          <li key={note.id}>
            <span class="text">{visible(note.text)}</span>
            {note.created && <span class="faint number">{minuteText(note.created)}</span>}
            <DoButton
              form={changeForms.updateNote}
              fixed={{ note: { id: note.id } }}
              given={{ "/note/text": note.text }}
              class="quiet"
            >
              Change
            </DoButton>
            <DeleteButton
              form={changeForms.deleteNote}
              action={{ note: note.id }}
              name={clipped(note.text, 40)}
            />
          </li>
        ))}
      </ul>
      <DoButton form={contactForms.note} fixed={{ contact: id }} about={email} />
    </section>
  );
}
