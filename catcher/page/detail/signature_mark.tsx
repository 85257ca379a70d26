import type { SignatureCheck, Verdict } from "../api/capture";
import { visible } from "../pieces/visible";

const words: Record<Verdict, string> = {
  valid: "valid",
  wrong_key: "wrong key",
  stale: "stale",
  altered: "altered",
  missing: "missing",
  malformed: "malformed",
};

/** What the signature is worth, and why. */
export function SignatureMark({ check }: { check: SignatureCheck }) {
  const { scheme, verdict, reason } = check;
  const kind = verdict === "valid" ? "good" : verdict === "stale" ? "odd" : "bad";
  return (
    <>
      <span class={`mark ${kind}`}>{words[verdict] ?? verdict}</span>{" "}
      <span class="faint">
        {scheme}: {visible(reason)}
      </span>
    </>
  );
}
