import { useEffect, useRef, useState } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { Select } from "../../../../catcher/page/controls/field";
import { sentenceOf } from "../api/api";
import type { SampleReport } from "../api/platform";
import { commands } from "../shell/commands";
import { definitions, eventLabel } from "../webhooks/definitions";
import { SampleComparison } from "./sample_comparison";
import { SampleResult } from "./sample_result";
import { sendSample, type SampleTarget } from "./sampling";

interface SamplePanelProps {
  to: SampleTarget;
  /** Those that the webhook listens for. */
  events: readonly string[];
  /** Whether somebody came for it. */
  isSought?: boolean;
}

/** Sends sample data, of one event or of each that the webhook has, and shows what came of it. */
export function SamplePanel({ to, events, isSought = false }: SamplePanelProps) {
  const part = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState("");
  const [reports, setReports] = useState<readonly SampleReport[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    if (isSought) part.current?.querySelector("select")?.focus();
    if (isSought) part.current?.scrollIntoView({ block: "nearest" });
  }, [isSought]);
  const known = definitions.value.events.map(({ name }) => name as string);
  const offered = known.filter((name) => events.includes(name));
  const choices = offered.length > 0 ? offered : known;
  const chosen = choices.includes(wanted)
    ? wanted
    : wanted === all && choices.length > 1
      ? all
      : choices[0]!;
  const isPossible = !isBusy && ("webhook" in to || to.url !== "");
  const send = async () => {
    setBusy(true);
    setFailure("");
    setReports([]);
    try {
      for (const event of chosen === all ? choices : [chosen]) {
        const report = await sendSample(to, event);
        setReports((before) => [...before, report]);
      }
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  useCommand(commands.sample, isPossible ? () => void send() : null);
  const options = choices.map((name) => [name, eventLabel(name)] as const);
  return (
    <section class="part sample" aria-label="Send Sample Data" ref={part}>
      <h3>Sample data</h3>
      <p class="faint">
        Made-up data of fixed content, as the vendor’s button sends it. Its form differs from what
        an event in the account sends; whoever has tested with it alone may fail on live data.
      </p>
      <div class="sample_line">
        <Select
          label="Event of the sample"
          value={chosen}
          onValue={setWanted}
          options={
            choices.length > 1
              ? [...options, [all, `Each of these ${choices.length}`] as const]
              : options
          }
        />
        <button type="button" class="main" disabled={!isPossible} onClick={() => void send()}>
          Send Sample Data
        </button>
      </div>
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
      <ul class="sample_results" aria-label="What came of it" aria-live="polite">
        {reports.map((report) => (
          <SampleResult key={report.event} report={report} isOnly={reports.length === 1} />
        ))}
      </ul>
      {chosen !== all && <SampleComparison key={chosen} event={chosen} />}
    </section>
  );
}

const all = "each";
