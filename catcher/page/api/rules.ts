import type { Pairs, Relay } from "./capture";
import { fetchJson, sendJson } from "./api";

/** Filters by their names: path, method, form.NAME… */
export type Match = Record<string, string>;

/** One answer of a rule; see GET /api/replies. Numbers may be texts: the catcher says no to them. */
export interface ReplyStep {
  status?: number | string;
  headers?: Pairs;
  body?: string;
  template?: boolean;
  delay?: string;
  fault?: string | null;
  times?: number | string;
}

export interface ReplyRule {
  match?: Match;
  percent?: number | string;
  seed?: number | string;
  limit?: { requests: number | string; per: string };
  reply: ReplyStep | ReplyStep[];
  /** How often it has answered, and how often its limit has. */
  answered?: number;
  limited?: number;
}

export const schemes = ["standard-webhooks", "stripe", "github", "hmac-sha256"] as const;
export type Scheme = (typeof schemes)[number];

/** A key and the requests that it is for; see GET /api/signing. */
export interface SigningRule {
  /** Of a key that is set: without a new `key`, it stays. */
  id?: number;
  scheme: Scheme;
  key?: string;
  /** The last characters of a key that is set. */
  key_ends?: string;
  header?: string;
  encoding?: string;
  prefix?: string;
  tolerance?: string;
  match?: Match;
}

export interface ReplayOrder {
  to: string;
  method?: string;
  target?: string;
  headers?: Pairs;
  body?: string;
  sign?: boolean;
}

export function fetchReplies(signal?: AbortSignal): Promise<ReplyRule[]> {
  return fetchJson("/api/replies", signal);
}

export function putReplies(rules: ReplyRule[]): Promise<ReplyRule[]> {
  return sendJson("PUT", "/api/replies", rules);
}

export function fetchSigning(signal?: AbortSignal): Promise<SigningRule[]> {
  return fetchJson("/api/signing", signal);
}

export function putSigning(rules: SigningRule[]): Promise<SigningRule[]> {
  return sendJson("PUT", "/api/signing", rules);
}

/** Sends a capture again; throws ApiError where no answer came. */
export function replayCapture(id: number, order: ReplayOrder): Promise<Relay> {
  return sendJson("POST", `/api/captures/${id}/replay`, order);
}
