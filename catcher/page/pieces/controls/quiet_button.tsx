import type { ComponentChildren } from "preact";

interface QuietButtonProps {
  /** What it does: for screen readers, and while the pointer rests on it. */
  label: string;
  /** None: it can't be done now. */
  onClick: (() => void) | undefined;
  /** A sign or an icon. */
  children: ComponentChildren;
}

/** A button that is a sign alone. */
export function QuietButton({ label, onClick, children }: QuietButtonProps) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label={label}
      title={label}
      disabled={!onClick}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
