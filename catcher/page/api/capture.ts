// What the API says of captures, by the names that the page has for it. The types themselves are
// made from openapi.json by `npm run types`.
import type { components, paths } from "./openapi";

export type Schemas = components["schemas"];

/** What a GET of that path answers. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Content } } } };
}
  ? Content
  : never;

/** In the order sent, case and repeats kept. */
export type Pairs = Schemas["Pairs"];
export type Summary = Schemas["CaptureSummary"];
export type Capture = Schemas["Capture"];
export type CapturePage = Schemas["CapturePage"];
export type Body = Schemas["Body"];
/** Bytes, as JSON can hold them. */
export type Data = Pick<Body, "encoding" | "data">;
/** The request sent on, and what came back: either an answer or an error. */
export type Relay = Schemas["Relay"] | Schemas["FailedRelay"];
export type Verdict = Schemas["Verdict"];
export type SignatureCheck = NonNullable<Capture["signature"]>;
/** What a catalogue says of a webhook. */
export type KnownEvent = NonNullable<Capture["event"]>;
export type TimelineCounts = Schemas["Timeline"];
export type Health = Schemas["Health"];
