import type { ComponentChildren } from "preact";
import { perform } from "./doing";
import type { Json } from "./draft";
import type { ActionForm } from "./forms/form";
import { RunButton } from "./run_button";

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
  const run = async () => {
    onBusy?.(true);
    try {
      await perform(form, action, as);
    } catch (error) {
      onBusy?.(false);
      throw error;
    }
    onDone?.();
  };
  return (
    <RunButton run={run} class={name} label={label} title={label}>
      {children}
    </RunButton>
  );
}
