import type { Delivery } from "../api/platform";
import { outcomeText } from "../sent/outcome";

/** How a delivery stands: its receiver's status, or why there is none. */
export function StateMark({ delivery }: { delivery: Delivery }) {
  return <span class={`state_mark ${delivery.state}`}>{stateText(delivery)}</span>;
}

function stateText({ state, attempts }: Delivery): string {
  const last = attempts.at(-1);
  if (!last) return state;
  const came = last.status ? String(last.status) : outcomeText(last.outcome);
  return state === "pending" ? `pending, ${came}` : `${state}, ${came}`;
}
