import { type ReadonlySignal, signal } from "@preact/signals";
import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import { captureAtHand } from "../list/stepping";
import { goTo, routeNow } from "../shell/route";

const waiting = signal<number | null>(null);

/** The capture that waits for another one, to be compared with. */
export const compared: ReadonlySignal<number | null> = waiting;

/** Lets that capture wait, or compares it with the one that does. The one itself waits no more. */
export function compare(id: number): void {
  const other = waiting.value;
  if (other !== null && other !== id) {
    // Ids grow, so the older one is left.
    const [older, newer] = [Math.min(other, id), Math.max(other, id)];
    goTo({ capture: older, other: newer, filter: routeNow().filter });
  }
  waiting.value = other === null ? id : null;
}

export function cancelComparing(): void {
  waiting.value = null;
}

export function useComparing(): void {
  useCommand(commands.compare, () => {
    const id = captureAtHand();
    if (id !== null) compare(id);
  });
}
