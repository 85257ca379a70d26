import { fetchJson } from "./api";
import type { Answer, Pairs } from "./capture";

type Filters = Answer<"/api/filters">;
/** A filter that the catcher has: "method", "form.NAME". */
export type KnownFilter = Filters["filters"][number];

export async function fetchFilters(): Promise<KnownFilter[]> {
  return (await fetchJson<Filters>("/api/filters")).filters;
}

/** What a filter asks, term by term, as the catcher has read it: [["text", "lamp"], ["-method", "GET"]]. */
export async function fetchTerms(filter: URLSearchParams, signal: AbortSignal): Promise<Pairs> {
  return (await fetchJson<Filters>(`/api/filters?${filter}`, signal)).terms;
}
