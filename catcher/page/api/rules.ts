import type { Relay, Schemas } from "./capture";
import { fetchJson, sendJson } from "./api";

/** Filters by their names: path, method, form.NAME… */
export type Match = Schemas["Match"];
/** A rule as the catcher reads it, and as it tells it. */
export type ReplyRule = Schemas["ReplyRule"];
export type KnownReplyRule = Schemas["KnownReplyRule"];
/** One answer of a rule. */
export type ReplyStep = Schemas["ReplyStep"];
export type KnownReplyStep = Schemas["KnownReplyStep"];
export type Fault = Schemas["Fault"];
export type Scheme = Schemas["Scheme"];
/** A key and the requests that it is for, as the catcher reads it, and as it tells it. */
export type SigningRule = Schemas["SigningRule"];
export type KnownSigningRule = Schemas["KnownSigningRule"];
export type ReplayOrder = Schemas["ReplayOrder"];

export function fetchReplies(signal?: AbortSignal): Promise<KnownReplyRule[]> {
  return fetchJson("/api/replies", signal);
}

export function putReplies(rules: ReplyRule[]): Promise<KnownReplyRule[]> {
  return sendJson("PUT", "/api/replies", rules);
}

export function fetchSigning(signal?: AbortSignal): Promise<KnownSigningRule[]> {
  return fetchJson("/api/signing", signal);
}

export function putSigning(rules: SigningRule[]): Promise<KnownSigningRule[]> {
  return sendJson("PUT", "/api/signing", rules);
}

/** Ends the sending of that capture that is under way: the app may hang. */
export async function cancelReplays(id: number): Promise<void> {
  await sendJson("DELETE", `/api/captures/${id}/replay`, undefined);
}

/** Sends a capture again; throws ApiError where no answer came. */
export function replayCapture(id: number, order: ReplayOrder): Promise<Relay> {
  return sendJson("POST", `/api/captures/${id}/replay`, order);
}
