import type { Capture } from "../api/capture";
import { Stored } from "../settings/stored";
import { draftOf, type ReplayDraft } from "./replay_draft";
import { targetUrl } from "./target_url";

/** What was edited of a capture, and not the rest. */
interface Edits {
  /** In another store, the same id is another capture. */
  received_at: string;
  edited: Partial<ReplayDraft>;
}

/** A tab keeps no more of them than this; the oldest go first. */
const draftsMax = 50;
const charsMax = 2_000_000;

/** Where the last one was sent to: the next is most likely to go there, too. */
const target = new Stored<string>("hookline.replay.to", {
  read: (text) => text ?? "",
  write: (to) => to,
});

/** By the ids of their captures, the one that was edited last at the end. */
const drafts = new Stored<ReadonlyMap<number, Edits>>(
  "hookline.replay.drafts",
  { read: mapOf, write: textOf },
  "tab",
);

/** Where the last capture was sent to; "" where none was yet. */
export function rememberedTarget(): string {
  return target.value;
}

export function rememberTargetUrl(url: string): void {
  target.value = url;
}

/** The capture as it was edited so far; to `offered`, where nothing was sent anywhere yet. */
export function draftFor(capture: Capture, offered: string): ReplayDraft {
  return { ...draftOf(capture, target.value || offered), ...editedOf(capture) };
}

/** Whether something else was edited than where it is sent to. */
export function hasEdits(capture: Capture): boolean {
  return Object.keys(editedOf(capture)).some((name) => name !== "to");
}

export function keepDraft(capture: Capture, draft: ReplayDraft, offered = ""): void {
  const untouched = draftOf(capture, target.value || offered);
  const edited = Object.fromEntries(
    Object.entries(draft).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(untouched[name as keyof ReplayDraft]),
    ),
  );
  const others = [...drafts.value].filter(([id]) => id !== capture.id);
  const { id, received_at } = capture;
  const isEdited = Object.keys(edited).length > 0;
  drafts.value = new Map(isEdited ? [...others, [id, { received_at, edited }]] : others);
}

export function discard({ id }: Capture): void {
  drafts.value = new Map([...drafts.value].filter(([kept]) => kept !== id));
}

/** The draft was sent. */
export function rememberTarget(capture: Capture, draft: ReplayDraft): void {
  target.value = targetUrl(draft.to);
  keepDraft(capture, { ...draft, to: target.value });
}

function editedOf({ id, received_at }: Capture): Partial<ReplayDraft> {
  const kept = drafts.value.get(id);
  return kept?.received_at === received_at ? kept.edited : {};
}

function mapOf(text: string | null): Map<number, Edits> {
  try {
    return new Map(JSON.parse(text ?? "[]") as [number, Edits][]);
  } catch {
    return new Map();
  }
}

function textOf(all: ReadonlyMap<number, Edits>): string {
  let kept = [...all].slice(-draftsMax);
  let text = JSON.stringify(kept);
  while (text.length > charsMax && kept.length > 0) {
    kept = kept.slice(1);
    text = JSON.stringify(kept);
  }
  return text;
}
