import type { KnownSigningRule, Scheme, SigningRule } from "../api/rules";
import { type Condition, conditionsOf, matchOfItem, matchText } from "../controls/match";
import { PlaceProblem } from "../controls/saved_list";

/** A signing key as it is edited. */
export interface KeyDraft {
  key: number;
  /** Of a key that the catcher has; it isn't shown again. */
  id: number | null;
  ends: string;
  scheme: Scheme;
  secret: string;
  header: string;
  encoding: NonNullable<SigningRule["encoding"]>;
  prefix: string;
  tolerance: string;
  match: Condition[];
}

const schemeNames: Record<Scheme, string> = {
  "standard-webhooks": "Standard Webhooks",
  stripe: "Stripe",
  github: "GitHub",
  "hmac-sha256": "HMAC-SHA256 in a header",
};

export const schemeOptions = Object.entries(schemeNames) as [Scheme, string][];

export function freshDraft(key: number): KeyDraft {
  return draftOf({ scheme: "standard-webhooks" }, key);
}

export function draftOf(
  rule: Partial<KnownSigningRule> & Pick<SigningRule, "scheme">,
  key: number,
): KeyDraft {
  return {
    key,
    id: rule.id ?? null,
    ends: rule.key_ends ?? "",
    scheme: rule.scheme,
    secret: "",
    header: rule.header ?? "X-Signature",
    encoding: rule.encoding ?? "hex",
    prefix: rule.prefix ?? "",
    tolerance: rule.tolerance ?? "5m",
    match: conditionsOf(rule.match),
  };
}

export function signingRuleOf(draft: KeyDraft, index: number): SigningRule {
  const match = matchOfItem(index, draft.match);
  if (draft.id === null && draft.secret === "") {
    throw new PlaceProblem(`/${index}/key`, "it is empty");
  }
  const { header, encoding, prefix } = draft;
  return {
    ...(draft.id !== null && { id: draft.id }),
    scheme: draft.scheme,
    ...((draft.id === null || draft.secret !== "") && { key: draft.secret }),
    ...(draft.scheme === "hmac-sha256" && { header, encoding, prefix }),
    ...(draft.tolerance !== "" && { tolerance: draft.tolerance }),
    match,
  };
}

export function keySummary({ scheme, match, ends }: KeyDraft): string {
  return `${schemeNames[scheme]}${ends && `, key …${ends}`}, for ${matchText(match)}`;
}
