import type { Capture } from "../api/capture";

/**
 * The URL that is meant: "localhost:3000/path" is on http, and so is a port alone, on this machine:
 * "3000", ":3000/path". What has a scheme stays as it is.
 */
export function targetUrl(typed: string): string {
  const text = typed.trim();
  if (text === "" || /^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  if (/^:?\d{1,5}(?:[/?]|$)/.test(text)) return `http://localhost:${text.replace(/^:/, "")}`;
  return `http://${text}`;
}

/**
 * Where a capture is offered to be sent to, as long as nothing else was sent anywhere: to the app
 * that requests are forwarded to. Where that is a path of the app, it is the URL that this one went
 * to.
 */
export function offeredTarget(forward: string, { forwarded }: Capture): string {
  const isOrigin = /^\w+:\/\/[^/?]*\/?$/.test(forward);
  return isOrigin || forward === "" ? forward : (forwarded?.to ?? forward);
}
