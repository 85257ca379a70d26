import type { ActionForm } from "./form";

/** Of an action that nothing is asked for. */
function bare(action: string, label: string): ActionForm {
  return { action, label, fields: [] };
}

/** What changes what is there already, and tells nobody. */
export const changeForms = {
  updateList: {
    action: "list.update",
    label: "Rename the list",
    fields: [{ at: "/list/name", label: "Name", isNeeded: true }],
  },
  updateCampaign: {
    action: "campaign.update",
    label: "Change the campaign",
    fields: [
      { at: "/campaign/name", label: "Name", isNeeded: true },
      { at: "/campaign/message/subject", label: "Subject" },
      { at: "/campaign/message/text", label: "Text", kind: "long" },
    ],
  },
  updateNote: {
    action: "note.update",
    label: "Change the note",
    fields: [{ at: "/note/text", label: "Note", kind: "long", isNeeded: true }],
  },
  addField: {
    action: "field.add",
    label: "Add a custom field",
    fields: [
      { at: "/field/title", label: "Title", isNeeded: true },
      { at: "/field/tag", label: "Its name in payloads", note: "Empty: made of the title." },
    ],
  },
  updateAutomation: bare("automation.update", "Change the automation"),
  deleteContact: bare("contact.delete", "Delete the contact"),
  deleteList: bare("list.delete", "Delete the list"),
  deleteTag: bare("tag.delete", "Delete the tag"),
  deleteField: bare("field.delete", "Delete the field"),
  deleteNote: bare("note.delete", "Delete the note"),
  deleteCampaign: bare("campaign.delete", "Delete the campaign"),
  deleteAutomation: bare("automation.delete", "Delete the automation"),
  deleteDeal: bare("deal.delete", "Delete the deal"),
  deleteStage: bare("stage.delete", "Delete the stage"),
  deletePipeline: bare("pipeline.delete", "Delete the pipeline"),
  deleteTaskType: bare("tasktype.delete", "Delete the task type"),
  deleteTask: bare("task.delete", "Delete the task"),
  moveDeal: bare("deal.move", "Move the deal"),
  closeDeal: bare("deal.close", "Close the deal"),
} satisfies Record<string, ActionForm>;
