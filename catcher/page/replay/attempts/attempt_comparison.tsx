import { useMemo, useState } from "preact/hooks";
import type { Capture, Pairs, Relay } from "../../api/capture";
import { type Content, contentOf, typeIn } from "../../body/content";
import { compareContents } from "../../compare/body_comparison";
import { comparePairs } from "../../compare/difference";
import { DifferenceTable } from "../../compare/difference_table";
import { Select } from "../../controls/field";
import { durationText } from "../../pieces/time";

/** Two answers to a capture side by side: the two latest, until others are chosen. */
export function AttemptComparison({ capture }: { capture: Capture }) {
  const answers = answersOf(capture);
  const names = answers.map(([name]) => name);
  const [chosen, setChosen] = useState<{ left?: string; right?: string }>({});
  const left = chosen.left ?? names.at(-2)!;
  const right = chosen.right ?? names.at(-1)!;
  const options = names.map((name) => [name, name] as const);
  return (
    <section class="attempt_comparison" aria-label="Attempts side by side">
      <div class="field_row">
        <Select
          label="Left"
          value={left}
          options={options}
          onValue={(name) => setChosen({ left: name, right })}
        />
        <Select
          label="Right"
          value={right}
          options={options}
          onValue={(name) => setChosen({ left, right: name })}
        />
      </div>
      <Comparison answers={new Map(answers)} left={left} right={right} />
    </section>
  );
}

interface ComparisonProps {
  answers: ReadonlyMap<string, Relay>;
  left: string;
  right: string;
}

function Comparison({ answers, left, right }: ComparisonProps) {
  const [one, other] = [answers.get(left), answers.get(right)];
  const body = useMemo(
    () => (one && other ? compareContents(contentIn(one), contentIn(other)) : null),
    [one, other],
  );
  if (!one || !other || !body) return null;
  const headers = comparePairs(one.headers ?? [], other.headers ?? [], (name) =>
    name.toLowerCase(),
  );
  const rows = [...comparePairs(factsOf(one), factsOf(other)), ...headers];
  const sides: [string, string] = [left, right];
  return (
    <>
      <DifferenceTable rows={rows} label="Answers" sides={sides} />
      {body.note && <p class="notice">{body.note}</p>}
      {body.rows.length > 0 && (
        <DifferenceTable rows={body.rows} label="Bodies of the answers" sides={sides} />
      )}
    </>
  );
}

/** By the names under which they are listed, the latest last. */
function answersOf({ forwarded, replays = [] }: Capture): [name: string, Relay][] {
  const attempts = replays.map((relay, at): [string, Relay] => [`attempt ${at + 1}`, relay]);
  return forwarded ? [["when it was caught", forwarded], ...attempts] : attempts;
}

function factsOf(relay: Relay): Pairs {
  const { status, duration_us, to, edited } = relay;
  const answer = "error" in relay ? relay.error : String(status);
  const facts: Pairs = [
    ["Answer", answer],
    ["Took", durationText(duration_us)],
    ["Sent to", to],
  ];
  return edited ? [...facts, ["Edited", edited.join(", ")]] : facts;
}

function contentIn({ headers = [], body }: Relay): Content {
  const data = body?.decoded ?? body ?? { encoding: "utf-8" as const, data: "" };
  return contentOf(data, typeIn(headers));
}
