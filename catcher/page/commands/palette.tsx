import { useId, useRef, useState } from "preact/hooks";
import { Dialog } from "../pieces/controls/dialog";
import type { Command, CommandTable } from "./command";
import { keyName } from "./key_name";

interface PaletteProps {
  commands: CommandTable;
  /** The command that has opened it, which isn't offered there. */
  opener: Command;
  onClose: () => void;
}

/** All that can be done just now, found by what is typed of its words. */
export function Palette({ commands, opener, onClose }: PaletteProps) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const found = foundBy(
    text,
    Object.values(commands).filter((command) => command !== opener),
  );
  const chosen = Math.min(at, found.length - 1);
  const asked = useRef<Command | undefined>(undefined);
  const run = (command: Command | undefined) => {
    if (!command) return;
    asked.current = command;
    onClose();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") run(found[chosen]);
    else if (step) setAt((chosen + step + found.length) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label="All commands" onClose={onClose} onGone={() => asked.current?.run()}>
      <input
        class="palette_text"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <ul class="palette" role="listbox" id={id} aria-label="Commands">
        {found.map((command, index) => (
          <li
            key={command.words}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? (item) => item?.scrollIntoView({ block: "nearest" }) : null}
            onClick={() => run(command)}
          >
            {command.words}
            {command.keys.slice(0, 1).map((key) => (
              <kbd key={key}>{keyName(key)}</kbd>
            ))}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="faint">There is no such command.</p>}
    </Dialog>
  );
}

/** Those that have all of these words, or beginnings of words. */
function foundBy(text: string, commands: Command[]): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(
    (command) =>
      command.isPossible && words.every((word) => command.words.toLowerCase().includes(word)),
  );
}
