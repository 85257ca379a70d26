import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** What the catcher said of what was sent, and of which place in it (a JSON pointer). */
export interface PlaceError {
  pointer: string;
  sentence: string;
}

/** "/0/reply/status: expected a status…" */
export function placeErrorOf(sentence: string): PlaceError {
  const found = /^((?:\/[^:\n]*)+): (.*)$/s.exec(sentence);
  return found ? { pointer: found[1]!, sentence: found[2]! } : { pointer: "", sentence };
}

/** One, all that are known, or none. */
export const PlaceErrors = createContext<PlaceError | readonly PlaceError[] | null>(null);

/** The sentence for this place or one below it; "" where it is well. */
export function useErrorAt(pointer: string): string {
  const errors = [useContext(PlaceErrors) ?? []].flat();
  return errors.find((error) => isAt(error, pointer))?.sentence ?? "";
}

export function isAt({ pointer }: PlaceError, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

const fieldNames: Record<string, string> = {
  percent: "chance",
  requests: "limit",
  per: "time of the limit",
  times: "how many times",
  headers: "header",
};

/** "/0/reply/1/headers/2", of a list of rules, as people say it: "Rule 1, answer 2, header 3". */
export function placeText(pointer: string, noun: string): string {
  const [index = "", ...parts] = pointer.split("/").slice(1).map(unescaped);
  if (!/^\d+$/.test(index)) return noun;
  const words = [`${noun} ${Number(index) + 1}`];
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (/^\d+$/.test(part) && before !== "match") {
      const name = before === "reply" ? "answer" : words.pop()!;
      words.push(`${name} ${Number(part) + 1}`);
    } else if (before === "match" || before === "headers") {
      words.push(part.replace(/\.$/, ""));
    } else if (!["match", "reply", "limit"].includes(part)) {
      words.push(fieldNames[part] ?? part);
    }
  }
  return words.join(", ");
}

function unescaped(part: string): string {
  return part.replace(/~1/g, "/").replace(/~0/g, "~");
}

/** The value at that place; undefined where there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  let inner = value;
  for (const part of pointer.split("/").slice(1).map(unescaped)) {
    if (inner === null || typeof inner !== "object") return undefined;
    inner = (inner as Record<string, unknown>)[part];
  }
  return inner;
}
