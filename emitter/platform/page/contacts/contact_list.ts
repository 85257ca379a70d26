import { signal } from "@preact/signals";
import { fetchJson, sentenceOf } from "../api/api";
import type { ContactRow, Contacts } from "../account/things";
import { Serial } from "../account/serial";

const pageRows = 100;

/** The contacts that match, the newest first: those that were scrolled to, page by page. */
export class ContactList {
  readonly rows = signal<readonly ContactRow[]>([]);
  /** Of all that match; null until it is known. */
  readonly total = signal<number | null>(null);
  readonly failure = signal("");
  private readonly more = new Serial(() => this.fetchMore());
  private readonly newest = new Serial(() => this.fetchNewest());
  private readonly ended = new AbortController();

  /** `filter`: search, list, tag. */
  constructor(private readonly filter: URLSearchParams) {}

  end(): void {
    this.ended.abort();
  }

  /** Looks again at the newest: what was added, changed or deleted there. */
  refresh(): void {
    this.newest.ask();
  }

  /** Fetches until the row of that index is there. */
  reach(index: number): void {
    this.wanted = Math.max(this.wanted, index + 1);
    if (this.isMoreWanted()) this.more.ask();
  }

  private wanted = 0;

  private isMoreWanted(): boolean {
    const { length } = this.rows.peek();
    return length > 0 && length < Math.min(this.wanted, this.total.peek() ?? 0);
  }

  private async fetchNewest(): Promise<void> {
    const page = await this.fetchPage();
    if (page) this.rows.value = withNewest(this.rows.peek(), page);
  }

  private async fetchMore(): Promise<void> {
    while (this.isMoreWanted()) {
      const known = this.rows.peek();
      const page = await this.fetchPage(known.at(-1)!.id);
      if (!page || page.length === 0) return;
      this.rows.value = [...this.rows.peek(), ...page];
    }
  }

  private async fetchPage(before?: number): Promise<ContactRow[] | null> {
    const query = new URLSearchParams(this.filter);
    if (before !== undefined) query.set("before", String(before));
    query.set("limit", String(pageRows));
    const { signal: until } = this.ended;
    try {
      const page = await fetchJson<Contacts>(`/hookline/contacts?${query}`, until);
      if (until.aborted) return null;
      this.total.value = page.total;
      this.failure.value = "";
      return page.contacts;
    } catch (error) {
      if (!until.aborted) this.failure.value = sentenceOf(error);
      return null;
    }
  }
}

/** A page of the newest in place of what was known of them. */
export function withNewest(known: readonly ContactRow[], page: ContactRow[]): ContactRow[] {
  if (page.length < pageRows) return page;
  const last = page.at(-1)!.id;
  return [...page, ...known.filter((row) => row.id < last)];
}
