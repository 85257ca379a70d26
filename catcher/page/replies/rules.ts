import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fetchReplies, putReplies } from "../api/rules";
import { SavedList } from "../controls/saved_list";
import type { Feed } from "../feed/feed";
import { Soon } from "../feed/soon";
import { draftOf, ruleOf } from "./rule_draft";

/** The reply rules: the first that fits a request answers it. */
export const rules = new SavedList({
  fetch: () => fetchReplies(),
  put: putReplies,
  toDraft: draftOf,
  toItem: ruleOf,
  name: "rules",
});

const countsEveryMs = 500;

/**
 * Asks for the rules again when something was caught or the catcher is back, though not for each of
 * many captures: how often they answered, and what is left of them.
 */
export function useRuleCounts(feed: Feed): void {
  useEffect(() => {
    rules.show();
    const soon = new Soon(countsEveryMs, () => void rules.refresh());
    return effect(() => {
      void feed.totals.counts.value;
      soon.request();
    });
  }, [feed]);
}
