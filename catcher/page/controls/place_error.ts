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

export const PlaceErrors = createContext<PlaceError | null>(null);

/** The sentence for this place or one below it; "" where it is well. */
export function useErrorAt(pointer: string): string {
  const error = useContext(PlaceErrors);
  return error && isAt(error, pointer) ? error.sentence : "";
}

export function isAt({ pointer }: PlaceError, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}
