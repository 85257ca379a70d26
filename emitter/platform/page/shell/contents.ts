import type { ComponentType } from "preact";
import { Automations } from "../automations/automations";
import { Campaigns } from "../campaigns/campaigns";
import { Contacts } from "../contacts/contacts";
import { Deals } from "../deals/deals";
import { DeliveriesScreen } from "../deliveries/deliveries_screen";
import { EventsScreen } from "../events/events_screen";
import { Lists } from "../lists/lists";
import { Make } from "../doing/make";
import { Developer } from "../settings/developer";
import { SettingsScreen } from "../settings/settings_screen";
import { Start } from "../start/start";
import { WebhooksScreen } from "../webhooks/webhooks_screen";
import type { sections } from "./sections";

type Contents = Record<keyof typeof sections, ComponentType>;

/** What the screens show. They read the rest of the address from `route`. */
const contents = {
  "": Start,
  webhooks: WebhooksScreen,
  make: Make,
  contacts: Contacts,
  lists: Lists,
  campaigns: Campaigns,
  deals: Deals,
  automations: Automations,
  deliveries: DeliveriesScreen,
  events: EventsScreen,
  settings: SettingsScreen,
  developer: Developer,
} satisfies Contents & Record<string, ComponentType>;

/** Null where there is no such screen. */
export function contentOf(screen: string): ComponentType | null {
  return Object.hasOwn(contents, screen) ? contents[screen as keyof typeof contents] : null;
}
