import type { SignatureCheck } from "../../api/capture";
import { signatureWord } from "../../list/rows/marks";
import { visible } from "../../pieces/visible";

/** What the signature is worth, and why. */
export function SignatureMark({ check }: { check: SignatureCheck }) {
  const { scheme, verdict, reason } = check;
  const kind = verdict === "valid" ? "good" : verdict === "stale" ? "odd" : "bad";
  return (
    <>
      <span class={`mark ${kind}`}>{signatureWord(verdict)}</span>{" "}
      <span class="faint">
        {scheme}: {visible(reason)}
      </span>
    </>
  );
}
