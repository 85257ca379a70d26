import { useEffect, useState } from "preact/hooks";
import { TextField } from "../../../../../catcher/page/controls/field";
import { fetchJson } from "../../api/api";
import type { Contacts } from "../../account/things";

const suggestionsMax = 10;

interface ContactFieldProps {
  label: string;
  pointer: string;
  value: string;
  onValue: (value: string) => void;
}

/** One of the contacts, by address; the platform suggests those that have what was typed. */
export function ContactField(props: ContactFieldProps) {
  const { value } = props;
  const [emails, setEmails] = useState<string[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    const query = new URLSearchParams({ search: value, limit: String(suggestionsMax) });
    fetchJson<Contacts>(`/hookline/contacts?${query}`, asking.signal)
      .then(({ contacts }) => setEmails(contacts.map(({ email }) => email)))
      .catch(() => undefined);
    return () => asking.abort();
  }, [value]);
  return <TextField {...props} placeholder="jane@example.com" suggestions={emails} />;
}
