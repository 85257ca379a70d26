import { useEffect, useId, useState } from "preact/hooks";
import type { ContactRow, Contacts } from "../account/things";
import { fetchJson } from "../api/api";

interface ContactFilterProps {
  /** An id; "" where none is chosen. */
  chosen: string;
  onChosen: (id: string) => void;
}

const suggestionsMax = 10;

/** One of the contacts, found by what is typed of an address. */
export function ContactFilter({ chosen, onChosen }: ContactFilterProps) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly ContactRow[]>([]);
  const id = useId();
  useEffect(() => {
    if (chosen === "") setText("");
  }, [chosen]);
  useEffect(() => {
    if (text === "") return undefined;
    const asking = new AbortController();
    const query = new URLSearchParams({ search: text, limit: String(suggestionsMax) });
    fetchJson<Contacts>(`/hookline/contacts?${query}`, asking.signal)
      .then(({ contacts }) => {
        setFound(contacts);
        const meant = contacts.find(({ email }) => email.toLowerCase() === text.toLowerCase());
        if (meant) onChosen(String(meant.id));
      })
      .catch(() => undefined);
    return () => asking.abort();
    // What is done with the contact belongs to the text, not to each rendering.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text]);
  const type = (next: string) => {
    setText(next);
    if (next === "" && chosen !== "") onChosen("");
  };
  return (
    <>
      <input
        type="search"
        aria-label="Contact"
        placeholder={chosen ? `contact ${chosen}` : "any contact"}
        autocomplete="off"
        spellcheck={false}
        list={id}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <datalist id={id}>
        {found.map((contact) => (
          <option key={contact.id} value={contact.email} />
        ))}
      </datalist>
    </>
  );
}
