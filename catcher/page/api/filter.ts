// What is typed into the search box, as the API's filters: method=POST form.type=sale "free text"

const plainNames = [
  "id",
  "method",
  "path",
  "channel",
  "exact",
  "status",
  "since",
  "until",
  "pinned",
];

/**
 * What the catcher is asked for. It knows nothing of pins, which are this browser's: "pinned=yes"
 * becomes their ids, and id 0, which no capture has, where there are none.
 */
export function apiFilter(filter: string, pinned: number[]): URLSearchParams {
  const query = new URLSearchParams(filter);
  if (!pinnedOnly(filter)) return query;
  query.delete("pinned");
  query.set("id", pinned.length > 0 ? pinned.join(",") : "0");
  return query;
}

/** The filters as an API query; what names no filter is text to look for. */
export function filterFromText(text: string): URLSearchParams {
  const query = new URLSearchParams();
  const free: string[] = [];
  for (const word of wordsOf(text)) {
    const [name, value] = splitFilter(word);
    if (name === "") free.push(value);
    else query.append(name, value);
  }
  if (free.length > 0) query.set("text", free.join(" "));
  return query;
}

/** The text that filterFromText() reads as this query. */
export function textFromFilter(query: URLSearchParams): string {
  const words: string[] = [];
  for (const [name, value] of query) {
    words.push(name === "text" ? quotedText(value) : quoted(`${name}=${value}`));
  }
  return words.join(" ");
}

/** The filter with that part set, or without it where there is no value. */
export function withPart(filter: string, name: string, value: string | null): string {
  const query = new URLSearchParams(filter);
  if (value === null) query.delete(name);
  else query.set(name, value);
  return query.toString();
}

export function pinnedOnly(filter: string): boolean {
  return new URLSearchParams(filter).has("pinned");
}

function wordsOf(text: string): string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|[^\s"]|"(?=[^"]*$))+/g) ?? [];
  return words.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1")),
  );
}

function splitFilter(word: string): [name: string, value: string] {
  const at = word.indexOf("=");
  const name = word.slice(0, Math.max(at, 0));
  return isFilter(name) ? [name, word.slice(at + 1)] : ["", word];
}

function isFilter(name: string): boolean {
  return plainNames.includes(name) || /^(form|header)\../s.test(name);
}

function quoted(word: string): string {
  return /[\s"\\]/.test(word) ? `"${word.replace(/["\\]/g, "\\$&")}"` : word;
}

function quotedText(value: string): string {
  return value.split(" ").map(quoted).join(" ");
}
