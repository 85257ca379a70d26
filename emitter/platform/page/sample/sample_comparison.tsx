import { useEffect, useMemo, useState } from "preact/hooks";
import { comparePairs, isDifferent } from "../../../../catcher/page/compare/difference";
import { DifferenceTable } from "../../../../catcher/page/compare/difference_table";
import { Check } from "../../../../catcher/page/controls/field";
import { countText } from "../../../../catcher/page/pieces/size";
import type { SampleReport } from "../api/platform";
import { formPairs } from "../sent/form_pairs";
import { showSample } from "./sampling";

/** The sample of an event beside what such an event sends, with their differences marked. */
export function SampleComparison({ event }: { event: string }) {
  const [report, setReport] = useState<SampleReport | null>(null);
  const [isAll, setAll] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    showSample(event, asking.signal)
      .then(setReport)
      .catch(() => undefined);
    return () => asking.abort();
  }, [event]);
  const rows = useMemo(
    () => (report ? comparePairs(formPairs(report.sent.body), formPairs(report.live_body)) : []),
    [report],
  );
  if (!report) return null;
  const differences = rows.filter(isDifferent);
  const shown = isAll ? rows : differences;
  return (
    <section class="compare" aria-label="Sample and live">
      <h4>Sample and live, side by side</h4>
      <p class="compare_bar">
        <Check
          label="Differences only"
          checked={!isAll}
          onChecked={(checked) => setAll(!checked)}
        />
        <span class="faint" role="status">
          {countText(differences.length, "difference")}
        </span>
      </p>
      {shown.length > 0 ? (
        <DifferenceTable rows={shown} label="Sample and live" sides={["Sample", "Live"]} />
      ) : (
        <p class="notice">Both forms have the same fields with the same values.</p>
      )}
    </section>
  );
}
