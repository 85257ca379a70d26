import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface UnlockFormProps {
  title: string;
  /** What is asked for: "Token". */
  label: string;
  /** Where it is found. */
  children: ComponentChildren;
  onText: (text: string) => void;
}

/** Asks for the secret that the page's calls are to carry. */
export function UnlockForm({ title, label, children, onText }: UnlockFormProps) {
  const [text, setText] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() !== "") onText(text.trim());
  };
  return (
    <form class="unlock" aria-label={label} onSubmit={submit}>
      <h1>{title}</h1>
      <p>{children}</p>
      <p class="unlock_line">
        <input
          type="password"
          aria-label={label}
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button class="main">Open</button>
      </p>
    </form>
  );
}
