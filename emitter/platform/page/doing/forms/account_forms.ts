import { type ActionForm, contactField } from "./form";

/** What isn't about one contact or deal. */
export const accountForms = {
  startAutomation: {
    action: "automation.start",
    label: "Start an automation",
    as: "system",
    fields: [
      { at: "/automation", label: "Automation", kind: "automation", isNeeded: true },
      contactField,
    ],
  },
  addAutomation: { action: "automation.add", label: "Add an automation", fields: [] },
  importContacts: { action: "import", label: "Import contacts", fields: [] },
} satisfies Record<string, ActionForm>;
