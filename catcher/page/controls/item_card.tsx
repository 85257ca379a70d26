import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { QuietButton } from "../pieces/controls/quiet_button";
import { Icon } from "../pieces/icon";
import { useErrorAt } from "./place_error";

interface ItemCardProps {
  /** "Rule 1". */
  name: string;
  /** What it does, in a line. */
  summary: ComponentChildren;
  pointer: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Beside its tools. */
  extra?: ComponentChildren;
  onMove?: { up?: (() => void) | undefined; down?: (() => void) | undefined };
  onCopy?: () => void;
  onRemove: () => void;
  /** Whether it is the one that somebody looks for. */
  sought?: boolean;
  children: ComponentChildren;
}

/** One of a list of things that are edited, folded or open. */
export function ItemCard(props: ItemCardProps) {
  const { name, summary, pointer, open, onOpen, onMove, onCopy, onRemove, sought } = props;
  const card = useRef<HTMLElement>(null);
  const error = useErrorAt(pointer);
  useEffect(() => {
    if (sought) card.current?.scrollIntoView({ block: "nearest" });
  }, [sought]);
  return (
    <section
      class={`item_card ${error ? "wrong" : ""} ${sought ? "sought" : ""}`}
      ref={card}
      aria-label={name}
    >
      <header>
        <button
          type="button"
          class="quiet unfold"
          aria-expanded={open}
          aria-label={open ? `Close ${name}` : `Edit ${name}`}
          onClick={() => onOpen(!open)}
        >
          {open ? "▾" : "▸"}
        </button>
        <h3>{name}</h3>
        <span class="item_summary">{summary}</span>
        <span class="item_tools">
          {props.extra}
          {onMove && (
            <>
              <Tool name="up" label={`Move ${name} up`} onClick={onMove.up} />
              <Tool name="down" label={`Move ${name} down`} onClick={onMove.down} />
            </>
          )}
          {onCopy && <Tool name="copy" label={`Duplicate ${name}`} onClick={onCopy} />}
          <Tool name="trash" label={`Remove ${name}`} onClick={onRemove} />
        </span>
      </header>
      {open && <div class="item_content">{props.children}</div>}
    </section>
  );
}

interface ToolProps {
  name: "up" | "down" | "copy" | "trash";
  label: string;
  onClick: (() => void) | undefined;
}

function Tool({ name, label, onClick }: ToolProps) {
  return (
    <QuietButton label={label} onClick={onClick}>
      <Icon name={name === "up" ? "arrowUp" : name === "down" ? "arrowDown" : name} />
    </QuietButton>
  );
}
