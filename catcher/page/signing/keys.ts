import type { Capture } from "../api/capture";
import { fetchSigning, putSigning, type SigningRule } from "../api/rules";
import { freshKey, SavedList } from "../controls/saved_list";
import { draftOf, signingRuleOf } from "./key_draft";

/** The keys that captures' signatures are judged with. */
export const keys = new SavedList({
  fetch: () => fetchSigning(),
  put: putSigning,
  toDraft: draftOf,
  toItem: signingRuleOf,
  name: "keys",
  // What is secret is typed again.
  toKeep: (draft) => ({ ...draft, secret: "" }),
});

/** A header that carries a signature, and what a key for it is like. */
export interface SignatureHeader {
  name: string;
  rule: Pick<SigningRule, "scheme" | "header" | "encoding" | "prefix">;
}

/** The signature that a capture carries, by the name of its header; null where it has none. */
export function signatureIn({ headers }: Capture): SignatureHeader | null {
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (/^(webhook|svix)-signature$/.test(lower)) {
      return { name, rule: { scheme: "standard-webhooks" } };
    }
    if (lower === "stripe-signature") return { name, rule: { scheme: "stripe" } };
    if (lower === "x-hub-signature-256") return { name, rule: { scheme: "github" } };
    if (/(^|-)(signature|hmac)(-|$)/.test(lower)) {
      return { name, rule: { scheme: "hmac-sha256", ...shapeOf(name, value) } };
    }
  }
  return null;
}

/** How an HMAC stands in its header: "sha256=9f86…", "n4bQ…=". */
function shapeOf(header: string, value: string) {
  const prefix = /^[\w-]{1,20}=(?=.)/.exec(value)?.[0] ?? "";
  const digest = value.slice(prefix.length);
  const encoding = /^[\da-f]{64}$/i.test(digest) ? ("hex" as const) : ("base64" as const);
  return { header, encoding, prefix };
}

/** Begins a key for all captures with that header: without it, others would count as unsigned. */
export async function addKeyFor({ name, rule }: SignatureHeader): Promise<void> {
  await keys.refresh();
  keys.add(draftOf({ ...rule, match: { [`header.${name}`]: "*" } }, freshKey()));
}
