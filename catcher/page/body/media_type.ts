/** "text/plain; charset=utf-8", read. */
export interface MediaType {
  /** In small letters: "text/plain"; "" where there is none. */
  essence: string;
  /** Names in small letters, values as sent, without their quotes. */
  params: Map<string, string>;
}

export function mediaTypeOf(header: string): MediaType {
  const { value, params } = valueWithParams(header);
  return { essence: value.toLowerCase(), params };
}

/** What stands before the first semicolon, and name=value behind it: 'form-data; name="a"'. */
export function valueWithParams(header: string): { value: string; params: Map<string, string> } {
  const end = header.indexOf(";");
  const value = (end < 0 ? header : header.slice(0, end)).trim();
  const params = new Map<string, string>();
  if (end < 0) return { value, params };
  const pattern = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))/gs;
  for (const [, name, quoted, bare] of header.slice(end, end + 100_000).matchAll(pattern)) {
    const key = name!.toLowerCase();
    if (!params.has(key)) params.set(key, quoted?.replace(/\\(.)/gs, "$1") ?? bare!.trim());
  }
  return { value, params };
}

export function isJsonType({ essence }: MediaType): boolean {
  return /[/+]json$/.test(essence);
}

/** JSON in lines: NDJSON, JSON Lines. */
export function isRowsType({ essence }: MediaType): boolean {
  return /[/+](x-)?(ndjson|jsonl|jsonlines|json-seq)$/.test(essence);
}

export function isXmlType({ essence }: MediaType): boolean {
  return /[/+]xml$/.test(essence);
}

export function isMultipart({ essence }: MediaType): boolean {
  return essence.startsWith("multipart/");
}
