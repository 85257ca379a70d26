import type { Verdict } from "../../api/capture";
import { clipped } from "../../pieces/visible";

const known = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export function Method({ method }: { method: string }) {
  const kind = known.includes(method) ? method.toLowerCase() : "other";
  return <span class={`method ${kind}`}>{clipped(method, 20) || "?"}</span>;
}

interface StatusCodeProps {
  status: number;
  fault?: string | null | undefined;
}

/** What the sender got back. */
export function StatusCode({ status, fault }: StatusCodeProps) {
  if (status === 0 && !fault) {
    return (
      <span class="code_mark waiting" title="Not answered yet">
        …
      </span>
    );
  }
  const kind = fault ? "fault" : `s${Math.floor(status / 100)}`;
  return (
    <span class={`code_mark ${kind}`} title={`Answered with ${fault || status}`}>
      {fault || status}
    </span>
  );
}

/** What a signature is worth, in the list as in the detail. */
export function signatureWord(verdict: Verdict): string {
  return (
    { valid: "signed", missing: "unsigned", wrong_key: "wrong key" }[verdict as string] ?? verdict
  );
}
