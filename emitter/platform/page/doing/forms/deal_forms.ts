import type { ActionForm, FormField } from "./form";

const dealField: FormField = { at: "/deal", label: "Deal", kind: "deal", isNeeded: true };

const statuses = [
  ["open", "Open"],
  ["won", "Won"],
  ["lost", "Lost"],
] as const;

/** What a deal is, at that place of an action. */
function dealAt(place: string): FormField[] {
  return [
    { at: `${place}/title`, label: "Title", isNeeded: true },
    { at: `${place}/value`, label: "Value", kind: "money" },
    { at: `${place}/currency`, label: "Currency", note: "Three letters, such as usd." },
  ];
}

export const dealForms = {
  addDeal: {
    action: "deal.add",
    label: "Add a deal",
    event: "deal_add",
    fields: [
      ...dealAt("/deal"),
      { at: "/deal/stage", label: "Stage", kind: "stage" },
      { at: "/contact", label: "Contact", kind: "contact", isNeeded: true },
      { at: "/deal/owner", label: "Owner", kind: "user" },
    ],
  },
  updateDeal: {
    action: "deal.update",
    label: "Update a deal",
    event: "deal_update",
    fields: [
      dealField,
      ...dealAt("/change").map((field) => ({ ...field, isNeeded: false })),
      { at: "/change/stage", label: "Stage", kind: "stage" },
      { at: "/change/status", label: "State", kind: "choice", options: statuses },
      { at: "/change/owner", label: "Owner", kind: "user" },
    ],
  },
  noteDeal: {
    action: "deal.note",
    label: "Add a note to a deal",
    event: "deal_note_add",
    fields: [dealField, { at: "/note", label: "Note", kind: "long", isNeeded: true }],
  },
  addTask: {
    action: "task.add",
    label: "Add a task",
    event: "deal_task_add",
    fields: [
      { at: "/task/deal", label: "Deal", kind: "deal", isNeeded: true },
      { at: "/task/title", label: "Title", isNeeded: true },
      { at: "/task/type", label: "Type", kind: "tasktype" },
      { at: "/task/note", label: "Note", kind: "long" },
      { at: "/task/due", label: "Due", kind: "time" },
    ],
  },
  completeTask: {
    action: "task.complete",
    label: "Complete a task",
    event: "deal_task_complete",
    fields: [{ at: "/task", label: "Task", kind: "task", isNeeded: true }],
  },
  addPipeline: {
    action: "pipeline.add",
    label: "Add a pipeline",
    event: "deal_pipeline_add",
    fields: [
      { at: "/pipeline/title", label: "Title", isNeeded: true },
      { at: "/pipeline/currency", label: "Currency", value: "usd" },
    ],
  },
  addStage: {
    action: "stage.add",
    label: "Add a stage",
    event: "deal_stage_add",
    fields: [
      { at: "/stage/title", label: "Title", isNeeded: true },
      { at: "/stage/pipeline", label: "Pipeline", kind: "pipeline", isNeeded: true },
      { at: "/stage/color", label: "Colour", note: "Six hexadecimal digits." },
    ],
  },
  addTaskType: {
    action: "tasktype.add",
    label: "Add a task type",
    event: "deal_tasktype_add",
    fields: [{ at: "/task_type/title", label: "Title", isNeeded: true }],
  },
} satisfies Record<string, ActionForm>;
