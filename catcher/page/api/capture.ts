// What the API says of captures; see GET /api/captures and GET /api/captures/ID.

/** In the order sent, case and repeats kept. */
export type Pairs = [name: string, value: string][];

export interface Summary {
  id: number;
  /** RFC 3339, microseconds, UTC. */
  received_at: string;
  channel: string;
  method: string;
  target: string;
  path: string;
  status: number;
  /** Of the body, in bytes. */
  size: number;
  content_type: string | null;
  client: Client;
  duration_us: number;
  complete: boolean;
  truncated: boolean;
  /** Why it was refused, a sentence; null when it was not. */
  refusal: string | null;
  fault?: string;
  /** With a catalogue: the name of the event that it is. */
  event?: string;
  /** With a key set: what its signature is worth. */
  signature?: Verdict;
}

export type Verdict = "valid" | "wrong_key" | "stale" | "altered" | "missing" | "malformed";

export interface Client {
  ip: string;
  port: number;
}

export interface Data {
  encoding: "utf-8" | "base64";
  data: string;
}

export interface Body extends Data {
  /** As sent, in bytes; the data holds less of it where it is truncated. */
  size: number;
  truncated: boolean;
  content_encoding: string | null;
  /** Why it couldn't be unpacked, a clause. */
  note?: string;
  /** The body unpacked, where it came packed, and what is to be said about that. */
  decoded?: Data & { note?: string };
}

export interface Reply {
  status: number;
  headers: Pairs;
  delay_ms: number;
  fault: string | null;
}

export interface Capture {
  id: number;
  received_at: string;
  client: Client;
  channel: string;
  method: string;
  target: string;
  path: string;
  query: Pairs;
  version: string;
  headers: Pairs;
  body: Body;
  form: Pairs | null;
  /** Why there is no form, a clause. */
  form_reason?: string;
  /** After a body in chunks. */
  trailers?: Pairs;
  reply: Reply;
  duration_us: number;
  complete: boolean;
  refusal: string | null;
  /** What is odd about it although it was taken, clauses. */
  warnings?: string[];
  /** Which reply rule answered, from 0, where one did. */
  rule?: number;
  /** With --forward: what the app behind the catcher answered. */
  forwarded?: Relay;
  /** Each time it was sent again, newest last. */
  replays?: Relay[];
  /** With a key set for it. */
  signature?: SignatureCheck;
  /** Why a key that is for it can't judge it, a clause. */
  signature_reason?: string;
  /** With a catalogue. */
  event?: KnownEvent;
  /** Some bytes aren't UTF-8 and stand as ‹E9› here; the raw bytes are exact. */
  lossy?: boolean;
}

/** The request sent on, and what came back: either an answer or an error. */
export interface Relay {
  at: string;
  to: string;
  duration_us: number;
  /** What was not as caught: "headers", "body"… */
  edited?: string[];
  status?: number;
  headers?: Pairs;
  body?: Body;
  /** Why no answer came, a sentence. */
  error?: string;
}

export interface SignatureCheck {
  scheme: string;
  verdict: Verdict;
  /** A sentence. */
  reason: string;
}

/** What a catalogue says of a webhook. */
export interface KnownEvent {
  name: string;
  label: string;
  /** Fields that the event has and this one hasn't. */
  missing: string[];
  /** Fields that this one has and the event hasn't. */
  unknown: string[];
  /** How many more of them there are. */
  more_unknown?: number;
}

export interface CapturePage {
  /** Oldest first. */
  captures: Summary[];
  /** The highest id ever given. */
  last: number;
  /** How many went because the store was full. */
  dropped: number;
  total: number;
}

/** GET /api/timeline: how many came when. */
export interface TimelineCounts {
  /** RFC 3339: where the first bucket begins, and where the last one ends. */
  from: string;
  to: string;
  bucket_ms: number;
  series: { status: string; channel: string; counts: number[] }[];
}

export interface Health {
  status: string;
  version: string;
  /** What the page's files are known by: it changes with any of them. */
  page: string;
  /** Where requests are caught, "http://HOST:PORT". */
  catching: string;
  /** The highest id ever given. */
  last: number;
  /** How many captures are kept. */
  total: number;
  /** What its store is known by: in another one the same id is another capture. */
  store: string;
}
