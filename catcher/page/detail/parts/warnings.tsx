import { asSentence } from "../../api/api_error";
import type { Capture } from "../../api/capture";
import { Icon } from "../../pieces/icon";
import { sizeText } from "../../pieces/size";
import { visible } from "../../pieces/visible";

/** What one has to know before believing what is shown. */
export function Warnings({ capture }: { capture: Capture }) {
  return (
    <>
      {warningsOf(capture).map((warning) => (
        <Warning key={warning} text={warning} />
      ))}
    </>
  );
}

export function Warning({ text }: { text: string }) {
  return (
    <p class="warning">
      <Icon name="warning" />
      {text}
    </p>
  );
}

function warningsOf(capture: Capture): string[] {
  const warnings: string[] = [];
  if (capture.refusal) warnings.push(`Refused: ${capture.refusal}`);
  if (!capture.complete && !capture.refusal) {
    warnings.push("Incomplete: the sender went away before the request's end.");
  }
  warnings.push(...(capture.warnings ?? []).map(asSentence));
  if (announcesForm(capture) && capture.form_reason && capture.body.size > 0) {
    warnings.push(asSentence(`The body is not shown as a form: ${capture.form_reason}`));
  }
  if (capture.forwarded && "error" in capture.forwarded) {
    const error = visible(capture.forwarded.error);
    warnings.push(asSentence(`Sending it on to your app failed: ${error}`));
  }
  if (capture.signature_reason) {
    warnings.push(asSentence(`Its signature can't be judged: ${capture.signature_reason}`));
  }
  if (capture.body.note) warnings.push(asSentence(`Unpacking: ${capture.body.note}`));
  if (capture.body.truncated) {
    const size = sizeText(capture.body.size);
    warnings.push(
      `Cut: only the beginning of the body is kept, with ${size} it is over the limit.`,
    );
  }
  if (capture.body.decoded?.note) warnings.push(`Unpacking: ${capture.body.decoded.note}`);
  if (capture.lossy) {
    warnings.push(
      "Some bytes are not UTF-8 and are shown by their number, like ‹E9›. Hex, raw and downloads are exact.",
    );
  }
  return warnings;
}

function announcesForm({ headers }: Capture): boolean {
  return headers.some(
    ([name, value]) =>
      name.toLowerCase() === "content-type" &&
      /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(value),
  );
}
