import { useEffect } from "preact/hooks";
import { happened, watchHappened } from "./happened";
import { watchWebhooks } from "../webhooks/webhooks";
import { HappenedEvent } from "./happened_event";

/** What was done lately, by whomever, and what each of it caused. */
export function HappenedPanel() {
  useEffect(watchWebhooks, []);
  useEffect(watchHappened, []);
  const events = happened.value;
  return (
    <aside class="happened" aria-label="What this caused">
      <h2>What this caused</h2>
      {events.length === 0 && (
        <p class="faint">
          Nothing has happened yet. What is done shows up here, with its deliveries.
        </p>
      )}
      <ol>
        {events.map((event) => (
          <HappenedEvent key={event.id} event={event} />
        ))}
      </ol>
    </aside>
  );
}
