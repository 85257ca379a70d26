import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api";
import { perform } from "./doing";
import type { Json } from "./draft";
import type { ActionForm } from "./forms/form";

interface DoNowProps {
  form: ActionForm;
  action: Record<string, Json>;
  as?: string;
  class?: string;
  /** For those who don't see what stands on it. */
  label?: string;
  /** It begins, or couldn't be done. */
  onBusy?: (isBusy: boolean) => void;
  onDone?: () => void;
  children: ComponentChildren;
}

/** Does an action that nothing has to be asked for, and says why where it can't be done. */
export function DoNow({
  form,
  action,
  as,
  class: name = "plain",
  label,
  onBusy,
  onDone,
  children,
}: DoNowProps) {
  const [state, setState] = useState<"ready" | "busy" | { failure: string }>("ready");
  const run = async () => {
    setState("busy");
    onBusy?.(true);
    try {
      await perform(form, action, as);
      setState("ready");
      onDone?.();
    } catch (error) {
      setState({ failure: sentenceOf(error) });
      onBusy?.(false);
    }
  };
  return (
    <>
      <button
        type="button"
        class={name}
        aria-label={label}
        title={label}
        disabled={state === "busy"}
        onClick={() => void run()}
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
