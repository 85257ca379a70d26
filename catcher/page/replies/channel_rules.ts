import { freshKey } from "../controls/saved_list";
import { takerOf } from "./precedence";
import { draftOf, type RuleDraft } from "./rule_draft";
import { rules } from "./rules";

/** The channel that a rule is for; "" where it is for several, or asks for none. */
function channelOf({ match }: RuleDraft): string {
  const value = match.find(({ kind }) => kind === "channel")?.value ?? "";
  return value.includes("*") ? "" : value.toLowerCase();
}

/** The channels that have rules of their own. */
export function channelsIn(drafts: RuleDraft[]): string[] {
  return drafts.map(channelOf).filter((channel) => channel !== "");
}

/** The rules of that channel, each with its place among all, from 1. */
export function rulesFor(
  channel: string,
  drafts: RuleDraft[],
): { number: number; draft: RuleDraft }[] {
  return drafts
    .map((draft, index) => ({ number: index + 1, draft }))
    .filter(({ draft }) => channelOf(draft) === channel);
}

/**
 * The place of that channel's first rule, from 1. Where it has none, one is begun: before the first
 * rule that would answer all of the channel's requests.
 */
export async function beginRuleFor(channel: string): Promise<number> {
  await rules.refresh();
  const drafts = rules.drafts ?? [];
  const known = rulesFor(channel, drafts)[0];
  if (known) {
    rules.setOpen(known.draft.key, true);
    return known.number;
  }
  const fresh = draftOf({ match: { channel }, reply: { status: 200, body: "ok" } }, freshKey());
  const taker = takerOf(fresh, drafts);
  const at = taker < 0 ? drafts.length : taker;
  rules.insert(fresh, at);
  return at + 1;
}
