import { ApiError, asSentence, errorOf } from "./api_error";
import { authorization } from "./token";
import type { Answer, Capture, CapturePage, Health, TimelineCounts } from "./capture";

/**
 * What went wrong, for people. The catcher's hints are left out: they are for programs that call the
 * API.
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "The catcher can't be reached.";
  return asSentence(error.sentence);
}

interface Range {
  after?: number;
  before?: number;
  limit: number;
}

/** Without `after`, the newest that match. */
export function fetchCaptures(
  { after, before, limit }: Range,
  filter: URLSearchParams,
  signal?: AbortSignal,
): Promise<CapturePage> {
  const query = new URLSearchParams(filter);
  if (after !== undefined) query.set("after", String(after));
  if (before !== undefined) query.set("before", String(before));
  query.set("limit", String(limit));
  return fetchJson(`/api/captures?${query}`, signal);
}

/** How many of all kept captures match. */
export async function fetchCountOf(filter: URLSearchParams, signal: AbortSignal): Promise<number> {
  return (await fetchJson<Answer<"/api/count">>(`/api/count?${filter}`, signal)).count;
}

/** How many match, of those with after < id < before. */
export async function fetchCount(
  { after, before }: { after: number; before: number },
  filter: URLSearchParams,
  signal: AbortSignal,
): Promise<number> {
  const query = new URLSearchParams(filter);
  query.set("after", String(after));
  query.set("before", String(before));
  return fetchCountOf(query, signal);
}

export function fetchTimeline(
  buckets: number,
  filter: URLSearchParams,
  signal: AbortSignal,
): Promise<TimelineCounts> {
  const query = new URLSearchParams(filter);
  query.set("buckets", String(buckets));
  return fetchJson(`/api/timeline?${query}`, signal);
}

/** Null where it isn't here. */
export async function fetchCapture(id: number, signal?: AbortSignal): Promise<Capture | null> {
  return (await fetchWhole([id], signal))[0] ?? null;
}

/**
 * Those of the captures that are there, oldest first. A capture may be deleted at any time: asked
 * for by its own address it would be a resource that failed, which the browser complains of.
 */
export async function fetchWhole(ids: number[], signal?: AbortSignal): Promise<Capture[]> {
  const [oldest, newest] = [Math.min(...ids), Math.max(...ids)];
  const range = `after=${oldest - 1}&before=${newest + 1}&id=${ids.join()}`;
  const answer = await ask(`/api/export?format=ndjson&${range}`, { signal: signal ?? null });
  const lines = (await answer.text()).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Capture);
}

export function fetchRaw(id: number, signal?: AbortSignal): Promise<Uint8Array> {
  return fetchBytes(rawUrl(id), signal);
}

export async function fetchBytes(url: string, signal?: AbortSignal): Promise<Uint8Array> {
  const answer = await ask(url, { signal: signal ?? null });
  return new Uint8Array(await answer.arrayBuffer());
}

/** A command for a shell that sends the same bytes again, made by the catcher, which has them. */
export async function fetchCurl(id: number): Promise<string> {
  const answer = await ask(`/api/export?format=curl&after=${id - 1}&before=${id + 1}`);
  return (await answer.text()).replace(/^#!.*\n/, "").trimEnd();
}

/** Also of a catcher that can't store: it says so with a 503, and shows what it has. */
export async function fetchHealth(signal?: AbortSignal): Promise<Health> {
  const headers = authorization();
  const answer = await fetch("/api/health", { cache: "no-store", headers, signal: signal ?? null });
  if (!answer.ok && answer.status !== 503) throw await errorOf(answer, "catcher");
  const health = (await answer.clone().json()) as Partial<Health>;
  if (health.catching === undefined) throw await errorOf(answer, "catcher");
  return health as Health;
}

/** Lets the catcher send a request to its catching address, as any program would. */
export async function sendSample(): Promise<void> {
  await ask("/api/sample", { method: "POST" });
}

/** `query`: a filter and how to delete; `undo` is there where that can be undone. */
export async function deleteFound(
  query: URLSearchParams,
): Promise<{ deleted: number; undo?: number }> {
  const answer = await ask(`/api/captures?${query}`, { method: "DELETE" });
  return (await answer.json()) as { deleted: number; undo?: number };
}

export async function undoDeletion(number: number): Promise<void> {
  await ask(`/api/undo/${number}`, { method: "POST" });
}

export function rawUrl(id: number): string {
  return `/api/captures/${id}/raw`;
}

export function bodyUrl(id: number): string {
  return `/api/captures/${id}/body`;
}

export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const answer = await ask(url, { signal: signal ?? null });
  return (await answer.json()) as T;
}

/** Sends what is to be JSON, and reads the answer as JSON. */
export async function sendJson<T>(method: string, url: string, content: unknown): Promise<T> {
  const answer = await ask(url, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  });
  return (await answer.json()) as T;
}

type Order = RequestInit & { headers?: Record<string, string> };

async function ask(url: string, init?: Order): Promise<Response> {
  const headers = { ...init?.headers, ...authorization() };
  const answer = await fetch(url, { cache: "no-store", ...init, headers });
  if (!answer.ok) throw await errorOf(answer, "catcher");
  return answer;
}
