import type { KnownFilter } from "../api/filters";
import { quotedValue } from "../api/filter";
import type { TypedWord } from "./word_at";

/** What could be meant by the word that is being typed. */
export interface Suggestion {
  /** What stands in the word's place, if it is taken. */
  written: string;
  /** What it finds, or "" where that is clear. */
  says: string;
  /** Whether a value is still to be typed. */
  isOpen: boolean;
}

/** What suggestions are made of. */
export interface Knowledge {
  filters: readonly KnownFilter[];
  /** Names of fields and headers that were seen, the latest first: "form.type". */
  names: readonly string[];
  /** Values of that name that were seen, the latest first. */
  valuesOf: (name: string) => readonly string[];
}

const suggestionsMax = 12;
const valueLettersMin = 2;

/** Filters that have names of their own are told with this one: "form.NAME". */
const ownName = /NAME$/;
/** Which relation is most likely meant, where that isn't "=". */
const usualRelation: Record<string, string> = { size: ">", duration: ">=", received: ">" };
/** Values worth a suggestion, whatever was caught. */
const usualValues: Record<string, readonly string[]> = {
  status: ["2xx", "4xx", "5xx"],
  size: ["1k", "100k", "1M"],
  duration: ["100ms", "1s", "10s"],
  pinned: ["yes"],
};

/** Those that fit what was typed of the word, the likeliest first. */
export function suggestionsFor(word: TypedWord, known: Knowledge): Suggestion[] {
  const found =
    word.relation === "" ? [...names(word, known), ...values(word, known)] : valuesOf(word, known);
  return found.slice(0, suggestionsMax);
}

/** Names that begin so, or one of whose parts does: "em" is "form.contact[email]", too. */
function names({ sign, name }: TypedWord, { filters, names: seen }: Knowledge): Suggestion[] {
  const typed = name.toLowerCase();
  const ofFilters = filters
    .filter((filter) => begins(filter.name, typed))
    .map((filter) => {
      const begun = filter.name.replace(ownName, "");
      const relation = begun === filter.name ? (usualRelation[begun] ?? "=") : "";
      return { written: `${sign}${begun}${relation}`, says: filter.finds, isOpen: true };
    });
  const isWritten = (written: string) => written.toLowerCase() === sign + typed;
  const ofFields = seen
    .filter((one) => typed !== "" && hasPart(one, typed))
    .map((one) => ({ written: `${sign}${one}=`, says: "", isOpen: true }));
  return [...ofFilters.filter(({ written }) => !isWritten(written)), ...ofFields];
}

/** Values that begin like the word, wherever they stood: "jane" is form.email=jane@example.com. */
function values({ sign, name }: TypedWord, known: Knowledge): Suggestion[] {
  if (name.length < valueLettersMin) return [];
  return known.names.flatMap((one) =>
    known
      .valuesOf(one)
      .filter((value) => begins(value, name.toLowerCase()))
      .map((value) => ({
        written: `${sign}${one}=${quotedValue(value)}`,
        says: "",
        isOpen: false,
      })),
  );
}

function valuesOf({ sign, name, relation, value }: TypedWord, known: Knowledge): Suggestion[] {
  const typed = value.toLowerCase();
  const all = new Set([...(usualValues[name] ?? []), ...known.valuesOf(name)]);
  const others = [...all].filter((one) => one.toLowerCase() !== typed);
  const begun = others.filter((one) => begins(one, typed));
  const inside = others.filter((one) => !begun.includes(one) && one.toLowerCase().includes(typed));
  return [...begun, ...inside].map((one) => ({
    written: `${sign}${name}${relation}${quotedValue(one)}`,
    says: "",
    isOpen: false,
  }));
}

function begins(text: string, typed: string): boolean {
  return text.toLowerCase().startsWith(typed);
}

function hasPart(name: string, typed: string): boolean {
  const lower = name.toLowerCase();
  for (let at = lower.indexOf(typed); at >= 0; at = lower.indexOf(typed, at + 1)) {
    if (at === 0 || /[.[\]\-_" ]/.test(lower[at - 1]!)) return true;
  }
  return false;
}
