import { useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf, sendJson } from "../api/api";
import type { ProbeReport as Report } from "../api/platform";
import { ProbeReport } from "./probe_report";

/** Looks why webhooks that lead to a URL may not arrive, as `emitter probe` does. */
export function ProbePanel({ url }: { url: string }) {
  const [report, setReport] = useState<Report | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);
  const probe = async () => {
    asking.current?.abort();
    const { signal: until } = (asking.current = new AbortController());
    setBusy(true);
    setFailure("");
    setReport(null);
    try {
      setReport(await sendJson<Report>("POST", "/hookline/probe", { url }, until));
    } catch (error) {
      if (!until.aborted) setFailure(sentenceOf(error));
    }
    if (!until.aborted) setBusy(false);
  };
  return (
    <section class="part probe" aria-label="Try this URL">
      <h3>Try this URL</h3>
      <p class="faint">
        Looks up the name, connects, and posts to it: what a webhook would meet on its way there.
      </p>
      <button
        type="button"
        class="plain"
        disabled={isBusy || url === ""}
        onClick={() => void probe()}
      >
        Try this URL
      </button>
      <p class="faint" role="status">
        {isBusy && "Trying; this takes seconds where something doesn’t answer."}
      </p>
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
      {report && <ProbeReport report={report} />}
    </section>
  );
}
