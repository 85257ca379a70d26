import { useEffect, useState } from "preact/hooks";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { scenarioSoFar } from "./recording";

type Step = Record<string, unknown>;

/** The steps so far, the latest last. `count`: how many there are. */
export function RecordedSteps({ count }: { count: number }) {
  const [steps, setSteps] = useState<Step[]>([]);
  useEffect(() => {
    let isGone = false;
    scenarioSoFar()
      .then((text) => {
        if (!isGone) setSteps((JSON.parse(text) as { steps?: Step[] }).steps ?? []);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [count]);
  if (steps.length === 0) return null;
  return (
    <details>
      <summary>The steps so far</summary>
      <ol class="recorded_steps" tabIndex={0}>
        {steps.map((step, at) => (
          <li key={at}>
            <code class="text">{clipped(stepText(step), 300)}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** "contact.tag as admin: contact 42, tag vip" */
function stepText({ action, event, automation, as, source, ...rest }: Step): string {
  const name = String(action ?? event ?? `automation ${String(automation)}`);
  const by = as ?? source;
  const parts = Object.entries(rest).map(([key, value]) => {
    return `${key} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
  });
  return `${name}${by ? ` as ${String(by)}` : ""}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}
