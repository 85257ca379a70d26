import { batch, signal } from "@preact/signals";
import { ApiError } from "../../../../catcher/page/api/api_error";
import type { StreamEvent } from "../../../../catcher/page/api/event_stream";
import { type Connection, Live, type Met } from "../../../../catcher/page/stream/live";
import { fetchHealth, fetchJson } from "../api/api";
import { authorization } from "../api/key";
import type { Health, News } from "../api/platform";

type Listener = (deliveries: readonly number[], missed: boolean) => void;

/**
 * What the platform's stream tells. Whoever shows something reads the signal that changes with it,
 * and asks for it again: what is on the page is never older than the last message.
 */
class PlatformLive {
  readonly connection = signal<Connection>("connecting");
  readonly health = signal<Health | null>(null);
  /** The platform wants a key that isn't known here. */
  readonly locked = signal(false);
  /** Another one, for each state of the account and of the webhooks. */
  readonly account = signal(0);
  readonly webhooks = signal(0);
  /** Grows with each message: something has happened, or a delivery went on. */
  readonly changes = signal(0);
  /** The highest id of an event, and of a delivery. */
  readonly event = signal(0);
  readonly delivery = signal(0);

  private readonly listeners = new Set<Listener>();
  private run = "";
  /** Counts down with each beginning of the stream. */
  private opened = 0;
  private following: AbortController | null = null;

  /** Begins, or begins anew with another key. */
  start(): void {
    this.following?.abort();
    const following = (this.following = new AbortController());
    this.locked.value = false;
    void this.live().follow(following.signal);
  }

  /**
   * Calls with the deliveries that were accepted or have changed, until what it returns is called.
   * With `missed`, any others may have, too.
   */
  onDeliveries(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private live(): Live {
    return new Live({
      stream: { path: "/hookline/stream", authorization },
      meet: (until) => this.meet(until),
      catchUp: () => Promise.resolve(this.lookAgain()),
      take: (events) => this.take(events),
      isRefused: (error) => {
        this.locked.value = error instanceof ApiError && error.status === 401;
        return this.locked.value;
      },
      onChange: (connection) => {
        this.connection.value = connection;
      },
    });
  }

  private async meet(until: AbortSignal): Promise<Met> {
    const health = await fetchHealth(until);
    // Health is told to everybody; whether the key is known, another call says.
    await fetchJson("/hookline/time", until);
    const known = this.health.value;
    if (known && (known.version !== health.version || known.page !== health.page)) {
      location.reload();
    }
    this.health.value = health;
    // A tab that nobody sees looks at everything each time that it asks.
    return { page: health.page, state: String(Date.now()) };
  }

  /**
   * Nothing is missed from now on; what was before has to be looked at. Another tab may have had the
   * stream's first message.
   */
  private lookAgain(): void {
    this.opened -= 1;
    batch(() => {
      this.account.value = this.opened;
      this.webhooks.value = this.opened;
      this.changes.value += 1;
      for (const listener of this.listeners) listener([], true);
    });
  }

  private take(events: StreamEvent[]): void {
    batch(() => {
      for (const { type, data } of events) {
        if (type === "news") this.takeNews(JSON.parse(data) as News);
      }
    });
  }

  private takeNews(news: News): void {
    const isOther = this.run !== news.run;
    this.run = news.run;
    this.account.value = news.account;
    this.webhooks.value = news.webhooks;
    this.event.value = news.event;
    this.delivery.value = news.delivery;
    this.changes.value += 1;
    for (const listener of this.listeners) listener(news.deliveries, news.missed || isOther);
  }
}

export const live = new PlatformLive();
