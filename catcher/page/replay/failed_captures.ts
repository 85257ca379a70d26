import type { Capture } from "../api/capture";
import { Stored } from "../settings/stored";
import { isFailure, lastRelay } from "./attempts/verdict";

const idsMax = 500;

/**
 * Captures whose latest sending failed, as far as it was seen in this tab. No filter of the catcher
 * finds them: what it says of a capture's answer is what the sender got.
 */
class FailedCaptures {
  private readonly kept = new Stored<readonly number[]>(
    "hookline.replay.failed",
    { read: idsIn, write: (ids) => JSON.stringify(ids) },
    "tab",
  );

  get ids(): readonly number[] {
    return this.kept.value;
  }

  /** Takes a capture in, or out, as what came of it last says. */
  see(capture: Capture): void {
    const last = lastRelay(capture);
    this.set(capture.id, last !== undefined && isFailure(last));
  }

  set(id: number, hasFailed: boolean): void {
    if (this.ids.includes(id) === hasFailed) return;
    const others = this.ids.filter((kept) => kept !== id);
    this.kept.value = hasFailed ? [...others, id].slice(-idsMax) : others;
  }
}

export const failed = new FailedCaptures();

function idsIn(text: string | null): number[] {
  try {
    return JSON.parse(text ?? "[]") as number[];
  } catch {
    return [];
  }
}
