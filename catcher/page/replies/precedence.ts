import { type Condition, keyOf } from "../controls/match";
import type { RuleDraft } from "./rule_draft";

/** The place of an earlier rule that answers all that this one is for; -1 where there is none. */
export function takerOf({ match }: RuleDraft, earlier: RuleDraft[]): number {
  return earlier.findIndex(
    (rule) => answersAlways(rule) && rule.match.every((one) => isImplied(one, match)),
  );
}

/** What is over a rule's limit is answered by it, too. */
function answersAlways({ percent, steps }: RuleDraft): boolean {
  const chance = percent.trim() === "" || Number(percent) >= 100;
  return chance && steps.at(-1)?.times.trim() === "";
}

/** Whether what meets all of these conditions meets that one. */
function isImplied(condition: Condition, conditions: Condition[]): boolean {
  return conditions.some((other) => keyOf(other) === keyOf(condition) && fits(condition, other));
}

function fits({ kind, value }: Condition, { value: other }: Condition): boolean {
  const start = kind === "path" && value.endsWith("*") ? value.slice(0, -1) : null;
  return value === other || (start !== null && other.startsWith(start));
}
