import { sendJson } from "../api/api";
import type { SampleReport } from "../api/platform";

/** Where a sample goes: to a URL that was typed, or to a webhook's. */
export type SampleTarget = { url: string } | { webhook: number };

/** Sends the sample form of that event. */
export function sendSample(to: SampleTarget, event: string): Promise<SampleReport> {
  return sendJson("POST", "/hookline/sample", { ...to, event });
}

/** The sample form of that event and the live one, without sending. */
export function showSample(event: string, until: AbortSignal): Promise<SampleReport> {
  return sendJson("POST", "/hookline/sample", { event, send: false }, until);
}
