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

/** What wasn't saved when somebody looked elsewhere: it is there when they come back. */
const leftOver = new WeakMap<object, unknown[]>();

export function useSavedList<Item, Draft extends Keyed>(
  source: Source<Item, Draft>,
): SavedList<Draft> {
  const left = leftOver.get(source) as Draft[] | undefined;
  const [drafts, setDrafts] = useState<Draft[] | null>(left ?? null);
  const [isDirty, setDirty] = useState(left !== undefined);
  const [isSaved, setSaved] = useState(false);
  const [error, setError] = useState<PlaceError | null>(null);
  /** Counts what was done to the list here: what was fetched before that is out of date. */
  const version = useRef(0);
  const take = (items: Item[]) => {
    leftOver.delete(source);
    version.current += 1;
    setDrafts((known) =>
      items.map((item, index) => source.toDraft(item, known?.[index]?.key ?? freshKey())),
    );
    setDirty(false);
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (problem) {
      setError(errorOf(problem));
    }
  };
  const refresh = () =>
    attempt(async () => {
      const before = version.current;
      const items = await source.fetch();
      if (version.current === before && !leftOver.has(source)) take(items);
    });
  useEffect(() => void refresh(), []);
  return {
    drafts,
    isDirty,
    isSaved,
    error,
    refresh,
    edit: (next) => {
      leftOver.set(source, next);
      version.current += 1;
      setDrafts(next);
      setDirty(true);
      setSaved(false);
    },
    save: () =>
      attempt(async () => {
        take(await source.put((drafts ?? []).map(source.toItem)));
        setSaved(true);
        setError(null);
      }),
    revert: () =>
      attempt(async () => {
        take(await source.fetch());
        setError(null);
      }),
  };
}

function errorOf(problem: unknown): PlaceError {
  if (problem instanceof PlaceProblem) return problem;
  if (problem instanceof ApiError) return placeErrorOf(problem.sentence);
  return { pointer: "", sentence: "The catcher can't be reached." };
}
