import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Command, useCommand } from "../../commands/command";
import { copyText } from "./clipboard";
import { Icon, type IconName } from "../icon";

interface CopyButtonProps {
  /** What is copied, or where it is had from. */
  text: string | (() => Promise<string>);
  /** What the button does, for those who don't see it: "Copy the address". */
  label: string;
  icon?: IconName;
  class?: string;
  /** That does the same. */
  command?: Command;
  children?: ComponentChildren;
}

type State = "ready" | "copied" | "failed";

export function CopyButton(props: CopyButtonProps) {
  const { text, label, icon = "copy", class: name, command, children } = props;
  const [state, setState] = useState<State>("ready");
  useEffect(() => {
    if (state === "ready") return undefined;
    const timer = setTimeout(() => setState("ready"), 1_600);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    try {
      await copyText(typeof text === "string" ? text : await text());
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  useCommand(command ?? null, () => void copy());
  const said = { ready: label, copied: "Copied", failed: "Could not copy" }[state];
  return (
    <button
      class={`copy ${name ?? "quiet"} ${state}`}
      aria-label={said}
      title={said}
      onClick={() => void copy()}
    >
      <Icon name={{ ready: icon, copied: "check" as const, failed: "warning" as const }[state]} />
      {children}
    </button>
  );
}
