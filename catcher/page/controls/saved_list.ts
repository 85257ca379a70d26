import { batch, signal } from "@preact/signals";
import { ApiError } from "../api/api_error";
import { keep, kept } from "../settings/stored";
import { type PlaceError, placeErrorOf, valueAt } from "./place_error";

/** What is edited; the key tells it from the others, wherever it is moved to. */
interface Keyed {
  key: number;
}

let lastKey = 0;

export function freshKey(): number {
  lastKey += 1;
  return lastKey;
}

interface Source<Known, Item, Draft> {
  fetch: () => Promise<Known[]>;
  put: (items: Item[]) => Promise<Known[]>;
  toDraft: (item: Known, key: number) => Draft;
  /** Throws PlaceProblem where no list can say it. */
  toItem: (draft: Draft, index: number) => Item;
  /** Under this name the tab keeps what wasn't saved, over a reload. */
  name: string;
  /** What of a draft may be kept. */
  toKeep?: (draft: Draft) => Draft;
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

/**
 * A list that the catcher holds, and what somebody makes of it before saving it. It outlives the
 * screen that shows it: what wasn't saved is there when somebody comes back.
 */
export class SavedList<Known, Item, Draft extends Keyed> {
  private readonly state = signal<Draft[] | null>(null);
  private readonly dirty = signal(false);
  private readonly saved = signal(false);
  private readonly problem = signal<PlaceError | null>(null);
  private readonly open = signal<ReadonlySet<number>>(new Set());
  /** Counts what was done to the list here: what was fetched before that is out of date. */
  private version = 0;

  constructor(private readonly source: Source<Known, Item, Draft>) {
    const unsaved = this.unsaved();
    if (unsaved === null) return;
    this.state.value = unsaved.map((draft) => ({ ...draft, key: freshKey() }));
    this.dirty.value = true;
  }

  private unsaved(): Draft[] | null {
    try {
      return JSON.parse(kept(this.place, "tab") || "null") as Draft[] | null;
    } catch {
      return null;
    }
  }

  private get place(): string {
    return `hookline.unsaved.${this.source.name}`;
  }

  /** Null until it is there. */
  get drafts(): Draft[] | null {
    return this.state.value;
  }

  get isDirty(): boolean {
    return this.dirty.value;
  }

  get isSaved(): boolean {
    return this.saved.value;
  }

  get error(): PlaceError | null {
    return this.problem.value;
  }

  isOpen(key: number): boolean {
    return this.open.value.has(key);
  }

  setOpen(key: number, isOpen: boolean): void {
    const others = [...this.open.value].filter((one) => one !== key);
    this.open.value = new Set(isOpen ? [...others, key] : others);
  }

  edit(drafts: Draft[]): void {
    this.version += 1;
    batch(() => {
      if (this.isMended(drafts)) this.problem.value = null;
      this.state.value = drafts;
      this.dirty.value = true;
      this.saved.value = false;
    });
    const { toKeep = (draft) => draft } = this.source;
    keep(this.place, JSON.stringify(drafts.map(toKeep)), "tab");
  }

  /** Whether what was wrong is no longer what it was. */
  private isMended(drafts: Draft[]): boolean {
    const problem = this.problem.value;
    if (problem === null) return false;
    const textOf = (list: Draft[] | null) => {
      try {
        const items = (list ?? []).map(this.source.toItem);
        return JSON.stringify(valueAt(items, problem.pointer) ?? null);
      } catch (other) {
        return String(other);
      }
    };
    return textOf(drafts) !== textOf(this.drafts);
  }

  /** Adds it at the end, unfolded. */
  add(draft: Draft): void {
    this.insert(draft, this.drafts?.length ?? 0);
  }

  /** Adds it before the one at that place, from 0, unfolded. */
  insert(draft: Draft, at: number): void {
    const drafts = this.drafts ?? [];
    this.edit([...drafts.slice(0, at), draft, ...drafts.slice(at)]);
    this.setOpen(draft.key, true);
  }

  replace(draft: Draft, by: Draft[]): void {
    this.edit((this.drafts ?? []).flatMap((one) => (one === draft ? by : [one])));
  }

  /** Whether the catcher took it. */
  save(): Promise<boolean> {
    return this.attempt(async () => {
      this.take(await this.source.put((this.drafts ?? []).map(this.source.toItem)));
      this.saved.value = true;
    });
  }

  /** Back to what the catcher holds. */
  revert(): Promise<boolean> {
    return this.attempt(async () => this.take(await this.source.fetch()));
  }

  /** For a screen that begins to show it. */
  show(): void {
    this.saved.value = false;
    this.problem.value = null;
    void this.refresh();
  }

  /** Takes in what the catcher holds by now, unless that was edited here. */
  async refresh(): Promise<void> {
    if (this.dirty.peek()) return;
    const before = this.version;
    try {
      const items = await this.source.fetch();
      if (this.version === before) this.take(items);
    } catch (problem) {
      this.problem.value = errorOf(problem);
    }
  }

  private take(items: Known[]): void {
    const known = this.drafts;
    this.version += 1;
    batch(() => {
      this.state.value = items.map((item, index) =>
        this.source.toDraft(item, known?.[index]?.key ?? freshKey()),
      );
      this.dirty.value = false;
    });
    keep(this.place, "", "tab");
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.problem.value = null;
      return true;
    } catch (problem) {
      const error = errorOf(problem);
      const wrong = this.drafts?.[Number(/^\/(\d+)/.exec(error.pointer)?.[1])];
      batch(() => {
        this.problem.value = error;
        if (wrong) this.setOpen(wrong.key, true);
      });
      return false;
    }
  }
}

function errorOf(problem: unknown): PlaceError {
  if (problem instanceof PlaceProblem) return problem;
  if (problem instanceof ApiError) return placeErrorOf(problem.sentence);
  return { pointer: "", sentence: "The catcher can't be reached." };
}
