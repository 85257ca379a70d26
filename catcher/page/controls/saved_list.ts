import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../api/api";
import { type PlaceError, placeErrorOf } from "./place_error";

/** What is edited; the key tells it from the others, wherever it is moved to. */
interface Keyed {
  key: number;
}

let lastKey = 0;

export function freshKey(): number {
  lastKey += 1;
  return lastKey;
}

/** A list that the catcher holds, and what somebody makes of it before saving it. */
export interface SavedList<Draft> {
  /** Null until it is there. */
  drafts: Draft[] | null;
  edit: (drafts: Draft[]) => void;
  isDirty: boolean;
  isSaved: boolean;
  error: PlaceError | null;
  save: () => Promise<void>;
  /** Back to what the catcher holds. */
  revert: () => Promise<void>;
  /** Takes in what the catcher holds by now, unless that was edited here. */
  refresh: () => Promise<void>;
}

interface Source<Item, Draft> {
  fetch: () => Promise<Item[]>;
  put: (items: Item[]) => Promise<Item[]>;
  toDraft: (item: Item, key: number) => Draft;
  /** Throws PlaceProblem where no list can say it. */
  toItem: (draft: Draft, index: number) => Item;
}

/** What is wrong before the catcher was asked. */
export class PlaceProblem extends Error implements PlaceError {
  constructor(
    readonly pointer: string,
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

export function useSavedList<Item, Draft extends Keyed>(
  source: Source<Item, Draft>,
): SavedList<Draft> {
  const [drafts, setDrafts] = useState<Draft[] | null>(null);
  const [isDirty, setDirty] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [error, setError] = useState<PlaceError | null>(null);
  const dirty = useRef(false);
  dirty.current = isDirty;
  const take = (items: Item[]) =>
    setDrafts((known) =>
      items.map((item, index) => source.toDraft(item, known?.[index]?.key ?? freshKey())),
    );
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (problem) {
      setError(errorOf(problem));
    }
  };
  const refresh = () =>
    attempt(async () => {
      const items = await source.fetch();
      if (!dirty.current) take(items);
    });
  useEffect(() => void refresh(), []);
  return {
    drafts,
    isDirty,
    isSaved,
    error,
    refresh,
    edit: (next) => {
      setDrafts(next);
      setDirty(true);
      setSaved(false);
    },
    save: () =>
      attempt(async () => {
        take(await source.put((drafts ?? []).map(source.toItem)));
        setDirty(false);
        setSaved(true);
        setError(null);
      }),
    revert: () =>
      attempt(async () => {
        take(await source.fetch());
        setDirty(false);
        setError(null);
      }),
  };
}

function errorOf(problem: unknown): PlaceError {
  if (problem instanceof PlaceProblem) return problem;
  if (problem instanceof ApiError) return placeErrorOf(problem.sentence);
  return { pointer: "", sentence: "The catcher can't be reached." };
}
