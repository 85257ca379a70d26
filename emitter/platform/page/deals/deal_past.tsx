import { minuteText } from "../../../../catcher/page/pieces/time";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import { useFetched } from "../account/fetched";
import type { DealDetails } from "../account/things";
import { live } from "../live/live";

/** What was noted of a deal, and what was done for it. */
export function DealPast({ deal }: { deal: number }) {
  const { value, failure } = useFetched<DealDetails>(`/hookline/deals/${deal}`, live.account.value);
  const done = value?.tasks.filter((task) => task.done !== null) ?? [];
  return (
    <>
      {failure && <p class="refusal">{failure}</p>}
      {value && value.notes.length > 0 && (
        <section aria-label="Notes">
          <h3>Notes</h3>
          <ul class="lines">
            {value.notes.map(({ id, text, created }) => (
              <li key={id}>
                <span class="text">{visible(text)}</span>
                {created && <span class="faint number">{minuteText(created)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {done.length > 0 && (
        <section aria-label="Done">
          <h3>Done</h3>
          <ul class="lines">
            {done.map((task) => (
              <li key={task.id}>
                <span class="text">{clipped(task.title || `Task ${task.id}`, 120)}</span>
                {task.done && <span class="faint number">{minuteText(task.done)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
