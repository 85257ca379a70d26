import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Overview } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { changeForms } from "../doing/forms/change_forms";
import { dealForms } from "../doing/forms/deal_forms";

/** What deals and tasks go by: pipelines, their stages, types of task. */
export function Setup({ overview: { pipelines, task_types } }: { overview: Overview }) {
  return (
    <details class="card setup">
      <summary>Pipelines, stages and task types</summary>
      {pipelines.map((pipeline) => (
        <ul class="lines" key={pipeline.id}>
          <li>
            <strong class="text">{clipped(pipeline.title, 120)}</strong>
            <DoButton
              form={dealForms.addStage}
              given={{ "/stage/pipeline": String(pipeline.id) }}
            />
            <DeleteButton
              form={changeForms.deletePipeline}
              action={{ pipeline: pipeline.id }}
              name={pipeline.title}
            />
          </li>
          {pipeline.stages.map(({ id, title }) => (
            <li key={id}>
              <span class="text">{clipped(title, 120)}</span>
              <DeleteButton form={changeForms.deleteStage} action={{ stage: id }} name={title} />
            </li>
          ))}
        </ul>
      ))}
      <ul class="lines">
        <li>
          <strong>Task types</strong>
          <DoButton form={dealForms.addTaskType} />
        </li>
        {task_types.map(({ id, title }) => (
          <li key={id}>
            <span class="text">{clipped(title, 120)}</span>
            <DeleteButton
              form={changeForms.deleteTaskType}
              action={{ task_type: id }}
              name={title}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
