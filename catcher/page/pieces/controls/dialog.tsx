import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface DialogProps {
  label: string;
  onClose: () => void;
  /** Once it is gone, and the focus is where it was. */
  onGone?: () => void;
  children: ComponentChildren;
}

/** In front of everything while it is rendered; Escape and a click beside it close it. */
export function Dialog({ label, onClose, onGone, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const gone = useRef(onGone);
  gone.current = onGone;
  const isShown = useRef(true);
  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    // The focus may have gone to a button at the end.
    shown?.scrollTo(0, 0);
    return () => {
      isShown.current = false;
      // While it is open, nothing behind it takes the focus.
      shown?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      gone.current?.();
    };
  }, []);
  // The browser would say only later that it has closed it, when another may be open.
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  const close = () => {
    if (isShown.current) onClose();
  };
  const closeBeside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog ref={dialog} aria-label={label} onCancel={cancel} onClose={close} onClick={closeBeside}>
      <div class="dialog_content">{children}</div>
    </dialog>
  );
}
