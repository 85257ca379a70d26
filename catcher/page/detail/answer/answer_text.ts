import { asSentence } from "../../api/api_error";
import type { Capture } from "../../api/capture";
import { durationText } from "../../pieces/time";
import { visible } from "../../pieces/visible";

/** Whether the app has still to answer. */
export function isAwaited({ reply, forwarded }: Capture): boolean {
  return reply.status === 0 && !reply.fault && !forwarded;
}

/** What the sender got back, or didn't, as a sentence. */
export function answerText(capture: Capture): string {
  const { reply, forwarded } = capture;
  if (isAwaited(capture)) return "Waiting for your app.";
  if (!forwarded) return `Answered with ${reply.fault ?? reply.status}.`;
  const after = durationText(forwarded.duration_us);
  if (!("error" in forwarded)) return `Your app answered with ${forwarded.status} in ${after}.`;
  return asSentence(`Your app failed after ${after}: ${visible(forwarded.error)}`);
}

/** What a fault that was asked for did to the answer; "" without one. */
export function faultText({ reply }: Capture): string {
  switch (reply.fault) {
    case "close":
      return "The connection was closed without an answer, as was asked for.";
    case "reset":
      return "The connection was reset without an answer, as was asked for.";
    case "half":
      return "The connection was closed in the middle of the answer, as was asked for.";
    case "drip":
      return "The answer was sent byte by byte, as was asked for.";
    default:
      return "";
  }
}
