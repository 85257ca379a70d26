import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Capture } from "../api/capture";
import { Part } from "../detail/parts/part";
import { Icon } from "../pieces/icon";
import { Attempts } from "./attempts/attempts";
import { failed } from "./failed_captures";
import { ReplayForm } from "./replay_form";

interface ReplayPartProps {
  capture: Capture;
  /** The URL that requests are forwarded to; "" where they aren't. */
  forward: string;
  open: boolean;
  onClose: () => void;
  /** Something was sent: the capture knows of it by now. */
  onSent: () => void;
}

/** Sending a capture again, and what came of that before. */
export function ReplayPart({ capture, forward, open, onClose, onSent }: ReplayPartProps) {
  const replays = capture.replays ?? [];
  const form = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    // Whoever opens it wants to write in it; whoever moves on to another capture doesn't.
    if (open && !wasOpen.current) form.current?.querySelector("input")?.focus();
    wasOpen.current = open;
  }, [open]);
  useEffect(() => failed.see(capture), [capture]);
  if (!open && replays.length === 0) return null;
  return (
    <Part title="Sent again" {...(replays.length > 0 && { count: replays.length })}>
      {open && (
        <div ref={form}>
          <ReplayForm key={capture.id} capture={capture} forward={forward} onSent={onSent} />
          <button class="quiet close_replay" aria-label="Close the form" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <Attempts capture={capture} />
    </Part>
  );
}
