import { type ActionForm, contactField, type FormField } from "./form";

/** What a contact is, at that place of an action. */
function contactAt(place: string, isNew: boolean): FormField[] {
  return [
    { at: `${place}/email`, label: "Email", isNeeded: isNew },
    { at: `${place}/first_name`, label: "First name" },
    { at: `${place}/last_name`, label: "Last name" },
    { at: `${place}/phone`, label: "Phone" },
  ];
}

const listField: FormField = { at: "/list", label: "List", kind: "list", isNeeded: true };
const tagField: FormField = { at: "/tag", label: "Tag", kind: "tag", isNeeded: true };

export const contactForms = {
  addContact: {
    action: "contact.add",
    label: "Add a contact",
    event: "subscribe",
    fields: [
      ...contactAt("/contact", true),
      { at: "/lists", label: "Lists", kind: "lists" },
      { at: "/contact/tags", label: "Tags", kind: "texts", note: "With commas between them." },
    ],
  },
  updateContact: {
    action: "contact.update",
    label: "Update a contact",
    event: "update",
    fields: [contactField, ...contactAt("/change", false)],
  },
  subscribe: {
    action: "contact.subscribe",
    label: "Subscribe to a list",
    event: "subscribe",
    fields: [contactField, listField],
  },
  unsubscribe: {
    action: "contact.unsubscribe",
    label: "Unsubscribe from a list",
    event: "unsubscribe",
    fields: [
      contactField,
      listField,
      { at: "/reason", label: "Reason" },
      { at: "/campaign", label: "Because of the campaign", kind: "campaign" },
    ],
  },
  tag: {
    action: "contact.tag",
    label: "Add a tag",
    event: "contact_tag_added",
    fields: [contactField, tagField],
  },
  untag: {
    action: "contact.untag",
    label: "Remove a tag",
    event: "contact_tag_removed",
    fields: [contactField, tagField],
  },
  note: {
    action: "contact.note",
    label: "Add a note",
    event: "subscriber_note",
    fields: [contactField, { at: "/note", label: "Note", kind: "long", isNeeded: true }],
  },
  addList: {
    action: "list.add",
    label: "Add a list",
    event: "list_add",
    fields: [
      { at: "/list/name", label: "Name", isNeeded: true },
      { at: "/list/sender_url", label: "Website" },
      { at: "/list/sender_reminder", label: "Why its contacts get it" },
    ],
  },
} satisfies Record<string, ActionForm>;
