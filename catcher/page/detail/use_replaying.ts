import { useState } from "preact/hooks";
import type { Capture } from "../api/capture";
import { hasEdits } from "../replay/kept_drafts";

/**
 * Whether the form for sending that capture again is open, and how to say so. It belongs to its
 * capture: whoever moves on to another one finds it closed there, but open where edits were left.
 */
export function useReplaying(capture: Capture | null): [boolean, (isOpen: boolean) => void] {
  // In another store, the same id is another capture.
  const key = capture ? `${capture.id} ${capture.received_at}` : "";
  const begin = () => ({ key, isOpen: capture !== null && hasEdits(capture) });
  const [last, setLast] = useState(begin);
  // Asked once for each capture: a form doesn't close because its last edit was taken back.
  const now = last.key === key ? last : begin();
  if (now !== last) setLast(now);
  return [now.isOpen, (isOpen) => setLast({ key, isOpen })];
}
