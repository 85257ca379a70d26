import { signal } from "@preact/signals";
import { fetchJson, sentenceOf } from "../api/api";
import type { ContactRow, Contacts } from "../account/things";
import { Serial } from "../account/serial";

const pageRows = 100;

/**
 * The contacts that match, the newest first: as many of them are known as were in sight, page by
 * page. Rows of pages that aren't known are undefined.
 */
export class ContactList {
  /** By their places in the list, from 0. */
  readonly pages = signal<ReadonlyMap<number, readonly ContactRow[]>>(new Map());
  /** Of all that match; null until it is known. */
  readonly total = signal<number | null>(null);
  readonly failure = signal("");
  private readonly asking = new Serial(() => this.fetchSight());
  private readonly ended = new AbortController();
  /** The pages in sight, and which of them were asked for since something changed. */
  private sight: readonly number[] = [0];
  private fresh = new Set<number>();

  /** `filter`: search, list, tag, automation. */
  constructor(private readonly filter: URLSearchParams) {}

  end(): void {
    this.ended.abort();
  }

  /** Something has changed: what is in sight is asked for again, the rest once it is in sight. */
  refresh(): void {
    this.fresh = new Set();
    this.asking.ask();
  }

  /** The rows from `first` to before `end` are in sight now. */
  show(first: number, end: number): void {
    const [from, to] = [first, Math.max(first, end - 1)].map((row) => Math.floor(row / pageRows));
    this.sight = Array.from({ length: to! - from! + 1 }, (_, at) => from! + at);
    if (this.nextPage() !== undefined) this.asking.ask();
  }

  row(index: number): ContactRow | undefined {
    return this.pages.value.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  private nextPage(): number | undefined {
    return this.sight.find((page) => !this.fresh.has(page));
  }

  /** What is in sight may be other pages by the time that one is there. */
  private async fetchSight(): Promise<void> {
    for (;;) {
      const page = this.nextPage();
      if (page === undefined || this.ended.signal.aborted) return;
      this.fresh.add(page);
      await this.fetchPage(page);
    }
  }

  private async fetchPage(page: number): Promise<void> {
    const query = new URLSearchParams(this.filter);
    query.set("skip", String(page * pageRows));
    query.set("limit", String(pageRows));
    const { signal: until } = this.ended;
    try {
      const found = await fetchJson<Contacts>(`/hookline/contacts?${query}`, until);
      if (until.aborted) return;
      this.total.value = found.total;
      this.failure.value = "";
      this.pages.value = new Map([...this.pages.value, [page, found.contacts]]);
    } catch (error) {
      if (!until.aborted) this.failure.value = sentenceOf(error);
    }
  }
}
