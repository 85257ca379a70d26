import { countText } from "../../../../catcher/page/pieces/size";
import { durationText } from "../../../../catcher/page/pieces/time";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import type { ProbeFinding, ProbeReport as Report } from "../api/platform";
import { Outcome } from "../sent/outcome";

const verdicts: Record<Report["verdict"], string> = {
  works: "Webhooks to this URL work.",
  doubtful: "Webhooks to this URL work, though not always or not for long.",
  fails: "Webhooks to this URL don’t arrive.",
  interrupted: "The look was interrupted.",
};

const marks: Record<ProbeFinding["grade"], string> = {
  good: "✓",
  doubtful: "?",
  bad: "✗",
  untried: "–",
};

export function ProbeReport({ report }: { report: Report }) {
  const { verdict, duration_ms, findings } = report;
  const bad = findings.filter(({ grade }) => grade === "bad" || grade === "doubtful");
  const rest = findings.filter((finding) => !bad.includes(finding));
  return (
    <div class="probe_report">
      <p role="status">
        <strong class={`verdict ${verdict}`}>{verdicts[verdict]}</strong>{" "}
        <span class="faint">It took {durationText(duration_ms * 1_000)}.</span>
      </p>
      <ul class="findings" aria-label="Findings">
        {[...bad, ...rest].map((finding) => (
          <Finding key={finding.check} finding={finding} />
        ))}
      </ul>
      <Requests report={report} />
      <Tls report={report} />
    </div>
  );
}

function Finding({ finding }: { finding: ProbeFinding }) {
  const { check, grade, found, means, advice } = finding;
  return (
    <li class={grade} data-check={check}>
      <span class="grade" role="img" aria-label={grade}>
        {marks[grade]}
      </span>
      <div>
        <p>
          <strong>{check.replaceAll("_", " ")}</strong>: <bdi class="text">{visible(found)}</bdi>
        </p>
        {(means || advice) && (
          <p class="faint text">{[means, advice].filter(Boolean).map(visible).join(" ")}</p>
        )}
      </div>
    </li>
  );
}

function Requests({ report }: { report: Report }) {
  const { requests, addresses } = report;
  return (
    <details class="fold_part">
      <summary>
        What was asked{" "}
        <span class="faint">
          {countText(requests.length, "request")}, {addresses.length} of the host’s addresses
        </span>
      </summary>
      <ul>
        {addresses.map(({ address, kind, connects, problem }) => (
          <li key={address}>
            <code>{visible(address)}</code>
            {kind && ` (${kind})`}: {connects ? "connects" : visible(problem)}
          </li>
        ))}
        {requests.map((request, at) => (
          <li key={at}>
            <code>{request.method}</code> with {countText(request.body_bytes, "byte")}:{" "}
            <Outcome
              outcome={request.outcome}
              status={request.status || null}
              durationMs={request.duration_ms}
            />
            {request.location && ` to ${clipped(request.location, 300)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Tls({ report }: { report: Report }) {
  const { tls } = report;
  if (!tls) return null;
  return (
    <details class="fold_part">
      <summary>
        Certificate <span class="faint">{visible(tls.version)}</span>
      </summary>
      <dl class="facts">
        <dt>Subject</dt>
        <dd>{visible(tls.subject)}</dd>
        <dt>Issuer</dt>
        <dd>{visible(tls.issuer)}</dd>
        <dt>For</dt>
        <dd>{tls.names.map(visible).join(", ")}</dd>
        <dt>Valid</dt>
        <dd>
          {tls.valid_from.slice(0, 10)} to {tls.valid_until.slice(0, 10)}
        </dd>
        <dt>Trusted</dt>
        <dd>{tls.is_trusted ? "yes" : "no"}</dd>
      </dl>
    </details>
  );
}
