import { useMemo } from "preact/hooks";
import { asSentence } from "../../api/api_error";
import type { Capture, Relay } from "../../api/capture";
import { StatusCode } from "../../list/rows/marks";
import { CopyButton } from "../../pieces/controls/copy_button";
import { LongText } from "../../pieces/text/long_text";
import { durationText } from "../../pieces/time";
import { visible } from "../../pieces/visible";
import { hashOf } from "../../shell/route";
import { HeadersFold } from "../parts/headers_fold";
import { AnswerContent } from "./answer_content";
import { answerText, faultText, isAwaited } from "./answer_text";
import { ownBody, ownHeaders } from "./own_answer";
import { Waiting } from "./waiting";

interface AnswerSideProps {
  capture: Capture;
  /** The URL that requests are forwarded to; "" where they aren't. */
  forward: string;
}

/** What the sender got back: from the app that it was forwarded to, or from the catcher itself. */
export function AnswerSide({ capture, forward }: AnswerSideProps) {
  return (
    <section class="part_column" aria-label="Answer">
      <h3 class="side_title">Answer</h3>
      {/* It is there before the app answers, so that a screen reader says that it did. */}
      <p class="off_screen" role="status" key={`${capture.id} ${capture.received_at}`}>
        {answerText(capture)}
      </p>
      {isAwaited(capture) ? (
        <Waiting capture={capture} forward={forward} />
      ) : capture.forwarded ? (
        <AppAnswer capture={capture} relay={capture.forwarded} />
      ) : (
        <OwnAnswer capture={capture} />
      )}
    </section>
  );
}

function AppAnswer({ capture, relay }: { capture: Capture; relay: Relay }) {
  const { to, status, duration_us, headers = [], body } = relay;
  const { reply } = capture;
  const hasOthers = JSON.stringify(headers) !== JSON.stringify(reply.headers);
  return (
    <>
      <p class="answer_line">
        {status === undefined ? (
          <span class="code_mark fault">no answer</span>
        ) : (
          <StatusCode status={status} />
        )}
        <span class="number">in {durationText(duration_us)}, from your app:</span>
        <span class="answer_to">
          <LongText key={capture.id} text={to} start={300} />
        </span>
        <CopyButton text={to} label="Copy where it was forwarded to" />
      </p>
      {"error" in relay && (
        <p class="refusal">
          {asSentence(visible(relay.error))} The sender got {reply.status}.
        </p>
      )}
      <AnswerContent key={capture.id} body={body} headers={headers} label="the app's answer" />
      {hasOthers && (
        <HeadersFold side="answer" headers={reply.headers} label="Headers of the answer" />
      )}
    </>
  );
}

function OwnAnswer({ capture }: { capture: Capture }) {
  const { reply, rule } = capture;
  const fault = faultText(capture);
  const body = useMemo(() => ownBody(capture), [capture]);
  const headers = useMemo(() => ownHeaders(capture), [capture]);
  return (
    <>
      <p class="answer_line">
        <StatusCode status={reply.status} fault={reply.fault} />
        {reply.delay_ms > 0 && <span class="number">after {reply.delay_ms} ms</span>}
        {rule === undefined ? (
          <span class="faint">from the catcher</span>
        ) : (
          <a href={hashOf({ capture: null, filter: "", screen: "replies", rule: rule + 1 })}>
            by rule {rule + 1}
          </a>
        )}
      </p>
      {fault && <p class="notice">{fault}</p>}
      {!body && !reply.fault && <p class="notice">Its body isn't known.</p>}
      <AnswerContent key={capture.id} body={body} headers={headers} label="the answer" />
    </>
  );
}
