import type { Verdict } from "./verdict";

const kinds: Record<Verdict, string> = {
  fixed: "good",
  works: "good",
  "still works": "good",
  "still failing": "bad",
  fails: "bad",
  regressed: "bad",
};

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return <span class={`mark ${kinds[verdict]}`}>{verdict}</span>;
}
