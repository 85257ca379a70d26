import { authorization } from "./token";
import { errorOf } from "./api_error";

/** In what form captures are exported, by the name that the API has for it. */
export type ExportFormat = "ndjson" | "har" | "curl" | "scenario";

/** Captures as a file, and the name that the catcher gives it. */
export async function fetchExport(
  format: ExportFormat,
  filter: URLSearchParams,
  signal: AbortSignal,
): Promise<{ file: Blob; name: string }> {
  const query = new URLSearchParams(filter);
  query.set("format", format);
  const answer = await fetch(`/api/export?${query}`, {
    cache: "no-store",
    headers: authorization(),
    signal,
  });
  if (!answer.ok) throw await errorOf(answer, "catcher");
  const disposition = answer.headers.get("Content-Disposition") ?? "";
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? `captures.${format}`;
  return { file: await answer.blob(), name };
}
