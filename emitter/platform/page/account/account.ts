import { effect, signal } from "@preact/signals";
import { fetchJson } from "../api/api";
import type { Overview } from "./things";
import { live } from "../live/live";
import { Serial } from "./serial";

/** What the account has, its contacts excepted; null until it is there. */
export const account = signal<Overview | null>(null);

/** Keeps it up to date until what it returns is called. */
export function watchAccount(): () => void {
  const asking = new Serial(async () => {
    account.value = await fetchJson<Overview>("/hookline/overview");
  });
  return effect(() => {
    void live.account.value;
    asking.ask();
  });
}

/** The name of that list; its id where there is none by now. */
export function listName(id: number): string {
  return account.value?.lists.find((list) => list.id === id)?.name ?? `List ${id}`;
}
