import { effect, signal } from "@preact/signals";
import { Serial } from "../account/serial";
import { fetchJson } from "../api/api";
import type { Definitions, EventDefinition } from "../api/platform";
import { live } from "../live/live";

/** The kinds of event and the sources, in the vendor's order; empty until they are known. */
export const definitions = signal<Definitions>({ events: [], sources: [] });

/** Reads them, as soon as the platform can be reached; until what it returns is called. */
export function watchDefinitions(): () => void {
  const asking = new Serial(async () => {
    definitions.value = await fetchJson<Definitions>("/hookline/definitions");
  });
  return effect(() => {
    if (live.connection.value !== "reconnecting") asking.ask();
  });
}

export function eventDefinition(name: string): EventDefinition | undefined {
  return definitions.value.events.find((event) => event.name === name);
}

/** As the vendor's form has it: "Contact unsubscription". */
export function eventLabel(name: string | null): string {
  return name === null ? "Automation's webhook" : (eventDefinition(name)?.label ?? name);
}

/** "By a contact". */
export function sourceLabel(name: string): string {
  return definitions.value.sources.find((source) => source.name === name)?.label ?? name;
}
