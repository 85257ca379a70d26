import type { IconName } from "../../../../catcher/page/pieces/icon";

/** Under which headings the navigation has the sections, in order; "" has none. */
export const groups = ["", "Make things happen", "See what came of it", "Account"] as const;

export interface Section {
  label: string;
  icon: IconName;
  group: (typeof groups)[number];
  /** That leads there. */
  key?: string;
  /** Screens that are reached from it, and count as it in the navigation. */
  covers?: readonly string[];
}

/**
 * The one table of sections, by their places in the page's address: #/NAME. What a section shows
 * stands in contents.ts. A screen that has no place in the navigation is only there.
 */
export const sections = {
  "": { label: "Start", icon: "home", group: "", key: "h" },
  webhooks: { label: "Webhooks", icon: "send", group: "", key: "w" },
  make: { label: "All 25 events", icon: "bolt", group: "Make things happen", key: "m" },
  contacts: { label: "Contacts", icon: "people", group: "Make things happen", key: "c" },
  lists: { label: "Lists and tags", icon: "tag", group: "Make things happen", key: "l" },
  campaigns: { label: "Campaigns", icon: "mail", group: "Make things happen", key: "p" },
  deals: { label: "Deals", icon: "columns", group: "Make things happen", key: "b" },
  automations: { label: "Automations", icon: "flow", group: "Make things happen", key: "o" },
  deliveries: { label: "Deliveries", icon: "list", group: "See what came of it", key: "d" },
  events: { label: "Why not?", icon: "help", group: "See what came of it", key: "e" },
  settings: { label: "Settings", icon: "sliders", group: "Account", covers: ["developer"] },
} as const satisfies Readonly<Record<string, Section>>;

export const sectionList: readonly (readonly [screen: string, section: Section])[] =
  Object.entries(sections);

/** Where what is done shows, beside, what it causes. */
export function isWhereThingsAreDone(screen: string): boolean {
  return sectionList.some(([name, { group }]) => name === screen && group === "Make things happen");
}
