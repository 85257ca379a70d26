import { useState } from "preact/hooks";
import { giveToken } from "../api/token";

/** Where the catcher wants a token that this browser doesn't know, or no longer the one it kept. */
export function Unlock({ onToken }: { onToken: () => void }) {
  const [text, setText] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() === "") return;
    giveToken(text);
    onToken();
  };
  return (
    <form class="unlock" aria-label="Token" onSubmit={submit}>
      <h1>This catcher wants a token</h1>
      <p>
        Open the whole URL that the catcher printed as “watching on”, or give the token here. This
        browser keeps it for this address.
      </p>
      <p class="unlock_line">
        <input
          type="password"
          aria-label="Token"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button class="main">Open</button>
      </p>
    </form>
  );
}
