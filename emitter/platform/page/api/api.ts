import { ApiError, asSentence, errorOf } from "../../../../catcher/page/api/api_error";
import type { PlaceError } from "../../../../catcher/page/controls/place_error";
import { authorization } from "./key";
import type { Health } from "./platform";

export { ApiError };

const unreached = "The platform can't be reached.";

/** What went wrong, for people. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return unreached;
  return asSentence(error.message);
}

/** What went wrong, and with which part of what was sent. */
export function placeErrorOf(error: unknown): PlaceError {
  return { pointer: error instanceof ApiError ? error.pointer : "", sentence: sentenceOf(error) };
}

export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(url, { signal: signal ?? null })).json()) as T;
}

/** Sends what is to be JSON, if anything, and reads the answer as JSON. Throws ApiError. */
export async function sendJson<T>(
  method: "POST" | "PUT" | "DELETE",
  url: string,
  content?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const isEmpty = content === undefined;
  const answer = await ask(url, {
    method,
    signal: signal ?? null,
    ...(!isEmpty && {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(content),
    }),
  });
  return (await answer.json()) as T;
}

/** Also of a platform that can't keep what happens: it says so with a 503. */
export async function fetchHealth(signal?: AbortSignal): Promise<Health> {
  const answer = await request("/hookline/health", { signal: signal ?? null });
  if (!answer.ok && answer.status !== 503) throw await errorOf(answer, "platform");
  const health = (await answer.clone().json()) as Partial<Health>;
  if (health.version === undefined) throw await errorOf(answer, "platform");
  return health as Health;
}

type Order = RequestInit & { headers?: Record<string, string> };

async function ask(url: string, init: Order): Promise<Response> {
  const answer = await request(url, init);
  if (!answer.ok) throw await errorOf(answer, "platform");
  return answer;
}

function request(url: string, init: Order): Promise<Response> {
  const headers = { ...init.headers, ...authorization() };
  return fetch(url, { cache: "no-store", ...init, headers });
}
