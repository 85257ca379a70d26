import { useLayoutEffect, useRef } from "preact/hooks";
import { useCommand } from "../../commands/command";
import { CommandButton } from "../../commands/command_button";
import { commands } from "../../commands/table";
import { Icon } from "../../pieces/icon";
import { hitsMax } from "./hit";
import type { BodyFinding } from "./use_body_finding";

interface FindBarProps {
  finding: BodyFinding;
  /** Whether the body is shown as bytes. */
  areBytes: boolean;
}

/** Above the body: what is to be found in it, how often it is there, and from one to the next. */
export function FindBar({ finding, areBytes }: FindBarProps) {
  const { text, setText, hits, at, step } = finding;
  const input = useRef<HTMLInputElement>(null);
  const isOpen = text !== null;
  const hasHits = hits.length > 0;
  useCommand(commands.find, () => {
    if (!isOpen) setText("");
    input.current?.select();
  });
  useCommand(commands.nextHit, hasHits ? () => step(1) : null);
  useCommand(commands.previousHit, hasHits ? () => step(-1) : null);
  // At once, so that no letter that follows the key is lost.
  useLayoutEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);
  const close = () => {
    setText(null);
    // So that keys scroll what was found.
    input.current?.closest<HTMLElement>(".detail")?.focus({ preventScroll: true });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  if (!isOpen && !hasHits) return null;
  return (
    <div class="find_bar" role="search" aria-label="In the body">
      {isOpen && (
        <input
          ref={input}
          type="text"
          aria-label="Find in the body"
          placeholder={areBytes ? "text, or bytes: 0x0d0a" : undefined}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={press}
        />
      )}
      <span class="number" role="status">
        {countText(text, hits.length, at)}
      </span>
      <CommandButton command={commands.previousHit} label="Previous hit">
        <Icon name="arrowUp" />
      </CommandButton>
      <CommandButton command={commands.nextHit} label="Next hit">
        <Icon name="arrowDown" />
      </CommandButton>
      {isOpen && (
        <button class="quiet" aria-label="Close the box" title="Close (Esc)" onClick={close}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

function countText(text: string | null, count: number, at: number): string {
  if (text === "") return "";
  if (count === 0) return "Not in this view";
  const all = `${count.toLocaleString("en")}${count >= hitsMax ? "+" : ""}`;
  const place = `${(at + 1).toLocaleString("en")} of ${all}`;
  return text === null ? `Found: ${place}` : place;
}
