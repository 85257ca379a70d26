import { minuteText } from "../../../../catcher/page/pieces/time";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Deal, Task } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoNow } from "../doing/do_now";
import { changeForms } from "../doing/forms/change_forms";
import { dealForms } from "../doing/forms/deal_forms";

interface TasksProps {
  tasks: readonly Task[];
  /** Whose titles are said. */
  deals: readonly Deal[];
}

/** Tasks that aren't done. */
export function Tasks({ tasks, deals }: TasksProps) {
  if (tasks.length === 0) return null;
  return (
    <section aria-label="Tasks">
      <h3>Tasks</h3>
      <ul class="lines">
        {tasks.map(({ id, deal, title, due }) => {
          const name = title || `Task ${id}`;
          return (
            <li key={id}>
              <span class="text">{clipped(name, 120)}</span>
              <span class="faint text">
                {clipped(deals.find((one) => one.id === deal)?.title ?? "", 80)}
              </span>
              {due && <span class="faint number">due {minuteText(due)}</span>}
              <DoNow form={dealForms.completeTask} action={{ task: id }}>
                Complete
              </DoNow>
              <DeleteButton form={changeForms.deleteTask} action={{ task: id }} name={name} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
