// What is typed into the search box, as an API query. The catcher reads the text itself (q=); apart
// from it stand only those filters that other controls of the page set, too.

const ownParts = /^(since|until|pinned)=(\S+)$/;

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

/** The text as an API query. */
export function filterFromText(text: string): URLSearchParams {
  const query = new URLSearchParams();
  const rest: string[] = [];
  for (const word of text.match(/(?:"(?:\\.|[^"\\])*"|\S)+/g) ?? []) {
    const [, name, value] = ownParts.exec(word) ?? [];
    if (name && value) query.append(name, value);
    else rest.push(word);
  }
  if (rest.length > 0) query.append("q", rest.join(" "));
  return query;
}

/** The text that asks for what this query does. */
export function textFromFilter(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => {
      if (name === "q") return value;
      return name === "text" ? wordOf(value) : termOf(name, value);
    })
    .join(" ");
}

/** Text to look for, as it is typed. */
function wordOf(text: string): string {
  return text === "" || /[\s"=<>:*\\]|^-/.test(text) ? quoted(text) : text;
}

/** NAME=VALUE as it is typed: form."first name"="Jane Doe". */
function termOf(name: string, value: string): string {
  const [, kind = "", own = ""] = /^([^.]*\.?)(.*)$/s.exec(name)!;
  const shownName = kind === "" || own === "" ? name : kind + plainOrQuoted(own);
  return `${shownName}=${/\s|^"/.test(value) ? quoted(value) : value}`;
}

/** The name of a filter that has names of its own, as it is typed: form."first name". */
export function termName(kind: string, own: string): string {
  return `${kind}.${plainOrQuoted(own)}`;
}

/** A value as it is typed where it alone is meant: stars are stars. */
export function quotedValue(value: string): string {
  return value === "" || /[\s"*\\]|^[=<>]/.test(value) ? quoted(value) : value;
}

function plainOrQuoted(name: string): string {
  return /[\s"=<>!]/.test(name) ? quoted(name) : name;
}

/** The filter with that part set, or without it where there is no value. */
export function withPart(filter: string, name: string, value: string | null): string {
  const query = new URLSearchParams(filter);
  if (value === null) query.delete(name);
  else query.set(name, value);
  return query.toString();
}

/** The filter with another term, as it is typed, in place of the term that asks for the opposite. */
export function withTerm(filter: string, term: string): string {
  const text = textFromFilter(new URLSearchParams(filter));
  const opposite = term.startsWith("-") ? term.slice(1) : `-${term}`;
  const others = [term, opposite].reduce((all, one) => all.replace(` ${one} `, " "), ` ${text} `);
  return filterFromText(`${others}${term}`).toString();
}

export function pinnedOnly(filter: string): boolean {
  return new URLSearchParams(filter).has("pinned");
}

/** Text in quotes, as it is typed where blanks and signs in it have no meaning. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
