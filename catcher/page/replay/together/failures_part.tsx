import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../../api/api";
import { apiFilter } from "../../api/filter";
import { Method } from "../../list/rows/marks";
import { pins } from "../../list/pins";
import { countText } from "../../pieces/size";
import { clipped, visible } from "../../pieces/visible";
import { hashOf, route } from "../../shell/route";
import { VerdictMark } from "../attempts/verdict_mark";
import { targetUrl } from "../target_url";
import { type Failure, findFailures } from "./failures";
import { type Resent, ResendRun } from "./resend_run";

/** All that failed when they were sent on last, to be sent again together. */
export function FailuresPart({ to }: { to: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Send all failures again, together</summary>
      {isOpen && <Failures to={targetUrl(to)} />}
    </details>
  );
}

function Failures({ to }: { to: string }) {
  const { filter } = route.value;
  const [run, setRun] = useState<ResendRun | null>(null);
  const isRunning = run?.isRunning.value ?? false;
  const { failures, problem } = useFailures(filter, to, isRunning);
  return (
    <div class="together">
      <p class="faint">
        {problem ||
          (failures === null
            ? "Looking for failures…"
            : failuresText(failures.length, filter !== ""))}
      </p>
      {isRunning ? (
        <button class="plain" type="button" onClick={() => run?.cancel()}>
          Cancel
        </button>
      ) : (
        <button
          class="plain"
          type="button"
          disabled={to === "" || !failures?.length}
          onClick={() => setRun(new ResendRun(failures!))}
        >
          Send {(failures?.length ?? 0).toLocaleString("en")} again
        </button>
      )}
      <p role="status" aria-label="Progress">
        {run && progressText(run)}
      </p>
      {run && <ResentList resent={run.resent.value} />}
    </div>
  );
}

/** Looked for anew once a run has ended. */
function useFailures(filter: string, to: string, isRunning: boolean) {
  const [failures, setFailures] = useState<Failure[] | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (isRunning) return undefined;
    const run = new AbortController();
    findFailures(apiFilter(filter, pins.ids), to, run.signal)
      .then(setFailures)
      .catch((error: unknown) => {
        if (!run.signal.aborted) setProblem(sentenceOf(error));
      });
    return () => run.abort();
  }, [filter, to, isRunning]);
  return { failures, problem };
}

export function ResentList({ resent }: { resent: readonly Resent[] }) {
  return (
    <ul class="resent" aria-label="Sent again">
      {resent.map(({ failure, outcome, verdict }) => (
        <li key={failure.id}>
          <a href={hashOf({ capture: failure.id, filter: route.value.filter })}>#{failure.id}</a>{" "}
          <Method method={failure.method} />
          <bdi class="answer_to">{clipped(failure.target, 200)}</bdi>
          <span class="faint">{visible(outcome.error ?? `answered with ${outcome.status}`)}</span>
          {verdict === "not sent" ? (
            <span class="mark odd">not sent</span>
          ) : (
            <VerdictMark verdict={verdict} />
          )}
        </li>
      ))}
    </ul>
  );
}

function failuresText(count: number, isFiltered: boolean): string {
  const among = isFiltered ? " among those found" : "";
  if (count === 0) return `Nothing${among} failed when it was sent on last.`;
  const order = count > 1 ? ", one after the other, oldest first, with the edits they have" : "";
  return `${countText(count, "capture")}${among} failed when sent on last${order}.`;
}

/** "3 of 7 sent: 2 fixed, 1 still failing." */
export function progressText({ failures, resent }: ResendRun): string {
  const counts = new Map<string, number>();
  for (const { verdict } of resent.value) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const words = [...counts]
    .map(([verdict, count]) => `${count} ${verdict === "fails" && count > 1 ? "fail" : verdict}`)
    .join(", ");
  return `${resent.value.length} of ${failures.length} sent${words && `: ${words}`}.`;
}
