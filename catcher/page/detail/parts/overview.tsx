import type { ComponentChildren } from "preact";
import type { Capture } from "../../api/capture";
import { StatusCode } from "../../list/rows/marks";
import { CopyButton } from "../../pieces/controls/copy_button";
import { Ago } from "../../pieces/now";
import { countText, sizeText } from "../../pieces/size";
import { durationText, fullTimeText } from "../../pieces/time";
import { visible } from "../../pieces/visible";
import { hashOf } from "../../shell/route";
import { platformHref } from "./platform_href";
import { SignatureMark } from "./signature_mark";

export function Overview({ capture }: { capture: Capture }) {
  const { client, body, reply } = capture;
  const platform = platformHref(capture.headers);
  return (
    <dl class="overview">
      <Fact name="Received" value={capture.received_at}>
        <time dateTime={capture.received_at}>{fullTimeText(capture.received_at)}</time>{" "}
        <span class="faint">
          <Ago at={capture.received_at} isSaid />
        </span>
      </Fact>
      <Fact name="From" value={client.ip}>
        {client.ip} <span class="faint">port {client.port}</span>
      </Fact>
      {platform && (
        <Fact name="Sent by">
          <a href={platform} target="_blank" rel="noreferrer">
            the platform on this machine
          </a>
        </Fact>
      )}
      {capture.channel && (
        <Fact name="Channel" value={capture.channel}>
          {visible(capture.channel)}
        </Fact>
      )}
      <Fact name="Body" value={String(body.size)}>
        <span title={countText(body.size, "byte")}>{sizeText(body.size)}</span>
        {!capture.complete && !body.truncated && body.stored < body.size && (
          <span class="faint"> announced, {sizeText(body.stored)} came</span>
        )}
        {body.content_encoding && (
          <span class="faint"> packed with {visible(body.content_encoding)}</span>
        )}
      </Fact>
      <Fact name="Answered">
        <StatusCode status={reply.status} fault={reply.fault} />
        {reply.delay_ms > 0 && <span class="faint"> after {reply.delay_ms} ms</span>}
        {capture.rule !== undefined && (
          <>
            {" "}
            <a
              href={hashOf({
                capture: null,
                filter: "",
                screen: "replies",
                rule: capture.rule + 1,
              })}
            >
              by rule {capture.rule + 1}
            </a>
          </>
        )}
      </Fact>
      {capture.forwarded && (
        <Fact name="Your app">
          {capture.forwarded.status === undefined ? (
            <span class="code_mark fault">no answer</span>
          ) : (
            <StatusCode status={capture.forwarded.status} />
          )}
          <span class="faint"> in {durationText(capture.forwarded.duration_us)}</span>
        </Fact>
      )}
      {capture.signature && (
        <Fact name="Signature">
          <SignatureMark check={capture.signature} />
        </Fact>
      )}
      <Fact name="Protocol">{visible(capture.version)}</Fact>
      {capture.duration_us > 0 && (
        <Fact name={capture.forwarded ? "Answered within" : "Arrived within"}>
          {durationText(capture.duration_us)}
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  name: string;
  /** What is copied, where there is something to copy. */
  value?: string;
  children: ComponentChildren;
}

function Fact({ name, value, children }: FactProps) {
  return (
    <div>
      <dt>
        {name}
        {value !== undefined && <CopyButton text={value} label={`Copy “${name}”`} />}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
