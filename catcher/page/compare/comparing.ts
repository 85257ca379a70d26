import { useState } from "preact/hooks";
import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import { captureAtHand } from "../list/stepping";
import { goTo, routeNow } from "../shell/route";

/** Choosing two captures to compare: one waits (`compared`) until another one is named. */
export function useComparing() {
  const [compared, setCompared] = useState<number | null>(null);
  const compare = (id: number) => {
    if (compared !== null && compared !== id) {
      // Ids grow, so the older one is left.
      const [older, newer] = [Math.min(compared, id), Math.max(compared, id)];
      goTo({ capture: older, other: newer, filter: routeNow().filter });
    }
    setCompared(compared === null ? id : null);
  };
  useCommand(commands.compare, () => {
    const id = captureAtHand();
    if (id !== null) compare(id);
  });
  return { compared, compare, cancel: () => setCompared(null) };
}
