import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api";

interface RunButtonProps {
  run: () => Promise<void>;
  class?: string;
  /** For those who don't see what stands on it. */
  label?: string | undefined;
  title?: string | undefined;
  children: ComponentChildren;
}

/** Does something, once at a time, and says why where it can't be done. */
export function RunButton({ run, class: name = "plain", label, title, children }: RunButtonProps) {
  const [state, setState] = useState<"ready" | "busy" | { failure: string }>("ready");
  const press = async () => {
    setState("busy");
    try {
      await run();
      setState("ready");
    } catch (error) {
      setState({ failure: sentenceOf(error) });
    }
  };
  return (
    <>
      <button
        type="button"
        class={name}
        aria-label={label}
        title={title}
        disabled={state === "busy"}
        onClick={() => void press()}
      >
        {children}
      </button>
      {typeof state === "object" && (
        <span class="refusal" role="alert">
          {state.failure}
        </span>
      )}
    </>
  );
}
