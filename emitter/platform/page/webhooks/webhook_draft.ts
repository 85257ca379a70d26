import { computed, signal } from "@preact/signals";
import { ApiError, placeErrorOf, sendJson } from "../api/api";
import type { Problem, Webhook, WebhookAnswer, WebhookCheck } from "../api/platform";
import { definitions } from "./definitions";

/** What is typed is checked when nobody has typed for so long. */
const restMs = 120;

type Part = "name" | "url" | "list" | "events" | "sources";

/** What a webhook is made of. */
export interface WebhookContent {
  name: string;
  url: string;
  /** 0: all lists. */
  list: number;
  events: readonly string[];
  sources: readonly string[];
}

/**
 * A webhook as somebody fills in its form. The platform says what is wrong with it while that is
 * done, of the parts that were touched; once it was to be saved, of all.
 */
export class WebhookDraft {
  readonly content = signal<WebhookContent>(nothing);
  readonly isSaving = signal(false);
  /** Why it could not be saved, where that belongs to no part of it. */
  readonly failure = signal("");
  private readonly touched = signal<ReadonlySet<Part>>(new Set());
  private readonly check = signal<WebhookCheck>({ problems: [], warnings: [] });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private checking: AbortController | null = null;

  /** What is wrong, and is to be said by now. */
  readonly problems = computed(() => this.toldOf(this.check.value.problems));
  readonly warnings = computed(() => this.toldOf(this.check.value.warnings));

  /** `id`: of the webhook that is changed; null for a new one. */
  constructor(
    readonly id: number | null,
    given: Partial<WebhookContent> = {},
  ) {
    this.content.value = { ...nothing, ...given };
    if (given.url) this.touched.value = new Set(["url"]);
    this.checkSoon();
  }

  set<Key extends Part>(part: Key, value: WebhookContent[Key]): void {
    this.content.value = { ...this.content.peek(), [part]: value };
    this.touched.value = new Set([...this.touched.peek(), part]);
    this.failure.value = "";
    this.checkSoon();
  }

  /** Keeps it; null where it can't be. */
  async save(): Promise<Webhook | null> {
    this.touched.value = new Set(["name", "url", "list", "events", "sources"]);
    this.isSaving.value = true;
    this.failure.value = "";
    try {
      const [method, url] = this.id
        ? (["PUT", `/hookline/webhooks/${this.id}`] as const)
        : (["POST", "/hookline/webhooks"] as const);
      return (await sendJson<WebhookAnswer>(method, url, this.content.peek())).webhook;
    } catch (error) {
      await this.checkNow();
      const { pointer, sentence } = placeErrorOf(error);
      const isSaid = this.problems.peek().some((problem) => problem.pointer === pointer);
      if (!isSaid) this.failure.value = sentence;
      return null;
    } finally {
      this.isSaving.value = false;
    }
  }

  /** Call when nobody fills it in any more. */
  end(): void {
    clearTimeout(this.timer);
    this.checking?.abort();
  }

  private toldOf(problems: readonly Problem[]): Problem[] {
    const touched = this.touched.value;
    return problems.filter(({ pointer }) => {
      const [, part = ""] = pointer.split("/");
      return part === "" || touched.has(part as Part);
    });
  }

  private checkSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.checkNow(), restMs);
  }

  private async checkNow(): Promise<void> {
    clearTimeout(this.timer);
    this.checking?.abort();
    const { signal: until } = (this.checking = new AbortController());
    const content = { ...this.content.peek(), ...(this.id && { webhook: this.id }) };
    try {
      const check = await sendJson<WebhookCheck>(
        "POST",
        "/hookline/webhooks/check",
        content,
        until,
      );
      if (!until.aborted) this.check.value = check;
    } catch (error) {
      // Where the platform can't be reached, the bar says so.
      if (!until.aborted && error instanceof ApiError)
        this.failure.value = placeErrorOf(error).sentence;
    }
  }
}

const nothing: WebhookContent = { name: "", url: "", list: 0, events: [], sources: [] };

/** What a webhook has that another one of the same kind would have. */
export function contentOf({ name, url, list, events, sources }: Webhook): WebhookContent {
  return { name, url, list, events, sources };
}

/** Every event from every source, to the catcher that catches there. */
export function everythingTo(catching: string): WebhookContent {
  const { events, sources } = definitions.peek();
  return {
    name: "Catcher",
    url: `${catching.replace(/\/$/, "")}/hook`,
    list: 0,
    events: events.map((event) => event.name),
    sources: sources.map((source) => source.name),
  };
}
