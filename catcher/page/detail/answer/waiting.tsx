import type { Capture } from "../../api/capture";
import { Elapsed } from "../../pieces/now";
import { LongText } from "../../pieces/text/long_text";

interface WaitingProps {
  capture: Capture;
  /** The URL that requests are forwarded to; "" where they aren't. */
  forward: string;
}

/** A capture whose sender waits for the app: for how long, and where it was sent on to. */
export function Waiting({ capture, forward }: WaitingProps) {
  if (forward === "") return <p class="notice">It was never answered.</p>;
  return (
    <p class="waiting_line">
      <span>Waiting for your app</span>{" "}
      <strong class="number" role="timer" aria-label="waiting for">
        <Elapsed since={capture.received_at} />
      </strong>
      <span class="answer_to">
        <LongText text={`${forward.replace(/\/$/, "")}${capture.target}`} start={300} />
      </span>
    </p>
  );
}
