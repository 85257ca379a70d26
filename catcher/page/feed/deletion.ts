import { deleteFound, undoDeletion } from "../api/api";
import { Stored } from "../settings/stored";

/** For how long the catcher keeps what was deleted, so that it can be had back. */
const undoMs = 30_000;

/** What was deleted last, and can still be had back. */
export interface Deletion {
  /** The catcher's number of it. */
  undo: number;
  count: number;
  /** How many pinned ones were to be kept. */
  pinned: number;
  /** In milliseconds of the clock. */
  until: number;
}

/** The same in all tabs of this browser, also over a reload. */
export const lastDeletion = new Stored<Deletion | null>("hookline.deletion", {
  read: (text) => {
    try {
      const deletion = JSON.parse(text ?? "null") as Deletion | null;
      return deletion && deletion.until > Date.now() ? deletion : null;
    } catch {
      return null;
    }
  },
  write: (deletion) => JSON.stringify(deletion),
});

/** Deletes what matches, but for those of the ids to keep. The list learns of it from the stream. */
export async function remove(filter: URLSearchParams, keep: number[] = []): Promise<void> {
  const query = new URLSearchParams(filter);
  if (keep.length > 0) query.set("keep", keep.join());
  query.set("undo", `${undoMs}ms`);
  const until = Date.now() + undoMs;
  const { deleted, undo } = await deleteFound(query);
  if (undo !== undefined) {
    lastDeletion.value = { undo, count: deleted, pinned: keep.length, until };
  }
}

export async function undoLast(): Promise<void> {
  const deletion = lastDeletion.value;
  if (!deletion) return;
  await undoDeletion(deletion.undo);
  lastDeletion.value = null;
}
