import { useState } from "preact/hooks";
import { TextArea } from "../../../../catcher/page/controls/field";
import { Dialog } from "../../../../catcher/page/pieces/controls/dialog";
import { countText } from "../../../../catcher/page/pieces/size";
import { placeErrorOf } from "../api/api";
import { perform } from "../doing/doing";
import { accountForms } from "../doing/forms/account_forms";
import { contactsOf } from "./csv";

/** That many go at once. */
const chunk = 2_000;

const example = "email,first name,last name,tags\njane@example.com,Jane,Doe,customer";

/** Opens the dialog to import contacts in. */
export function ImportButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        Import
      </button>
      {isOpen && (
        <Dialog label="Import contacts" onClose={() => setOpen(false)}>
          <Import onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function Import({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [failure, setFailure] = useState("");
  const [progress, setProgress] = useState<number | null>(null);
  const contacts = contactsOf(text);
  const submit = async (event: Event) => {
    event.preventDefault();
    setFailure("");
    for (let done = 0; done < contacts.length; done += chunk) {
      setProgress(done);
      try {
        const some = contacts.slice(done, done + chunk);
        await perform(accountForms.importContacts, { contacts: some });
      } catch (error) {
        setFailure(failureText(error, done));
        setProgress(null);
        return;
      }
    }
    onClose();
  };
  return (
    <form class="action_form" onSubmit={(event) => void submit(event)}>
      <h2>Import contacts</h2>
      <p class="faint">
        A table as spreadsheets save it (CSV): its first line names the columns, email among them.
        Or one address a line. Whoever is known is changed. An import causes no events.
      </p>
      <TextArea label="Contacts" value={text} onValue={setText} rows={8} placeholder={example} />
      <input
        type="file"
        aria-label="From a file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={(event) => void event.currentTarget.files?.[0]?.text().then(setText)}
      />
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
      <p class="faint" role="status">
        {progress !== null && `${countText(progress, "contact")} imported so far`}
      </p>
      <div class="choices">
        <button type="button" class="plain" onClick={onClose}>
          Cancel
        </button>
        <button class="main" disabled={contacts.length === 0 || progress !== null}>
          Import {countText(contacts.length, "contact")}
        </button>
      </div>
    </form>
  );
}

/** Which contact it is, counted from 1; those before its part of the table are there already. */
function failureText(error: unknown, before: number): string {
  const { pointer, sentence } = placeErrorOf(error);
  const index = /^\/contacts\/(\d+)/.exec(pointer)?.[1];
  const place = index ? `Contact ${before + Number(index) + 1}: ` : "";
  const done = before > 0 ? ` The ${before.toLocaleString("en")} before were imported.` : "";
  return `${place}${sentence}${done}`;
}
