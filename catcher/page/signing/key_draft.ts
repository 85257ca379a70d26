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

interface SchemeFacts {
  name: string;
  /** Whether what it signs has a time, so that a signature can be too old. */
  hasTime: boolean;
  /** How its keys begin. */
  keyStart: string;
}

const schemes: Record<Scheme, SchemeFacts> = {
  "standard-webhooks": { name: "Standard Webhooks", hasTime: true, keyStart: "whsec_…" },
  stripe: { name: "Stripe", hasTime: true, keyStart: "whsec_…" },
  github: { name: "GitHub", hasTime: false, keyStart: "" },
  "hmac-sha256": { name: "HMAC-SHA256 in a header", hasTime: false, keyStart: "" },
};

export const schemeOptions = Object.entries(schemes).map(
  ([scheme, { name }]) => [scheme, name] as [Scheme, string],
);

export function factsOf({ scheme }: KeyDraft): SchemeFacts {
  return schemes[scheme];
}

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
    ...(factsOf(draft).hasTime && draft.tolerance !== "" && { tolerance: draft.tolerance }),
    match,
  };
}

export function keySummary({ scheme, match, ends }: KeyDraft): string {
  return `${schemes[scheme].name}${ends && `, key …${ends}`}, for ${matchText(match)}`;
}
