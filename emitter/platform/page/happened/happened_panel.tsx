import { useEffect } from "preact/hooks";
import { happened, watchHappened } from "./happened";
import { countText } from "../../../../catcher/page/pieces/size";
import { type LastDone, lastDone } from "../doing/doing";
import { HappenedEvent } from "./happened_event";

/** What was done lately, by whomever, and what each of it caused. */
export function HappenedPanel() {
  useEffect(watchHappened, []);
  const events = happened.value;
  return (
    <aside class="happened" aria-label="What this caused">
      <h2>What this caused</h2>
      <p class="faint" role="status">
        {lastDone.value && causedText(lastDone.value)}
      </p>
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

/** "Add a tag: 1 event, 2 deliveries." */
function causedText({ words, done }: LastDone): string {
  if (done.events.length === 0) return `${words}: it caused no event.`;
  const [events, deliveries] = [done.events.length, done.deliveries.length];
  return `${words}: ${countText(events, "event")}, ${deliveries === 1 ? "1 delivery" : `${deliveries} deliveries`}.`;
}
