import { useEffect, useState } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { fullTimeText } from "../../../../catcher/page/pieces/time";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { listName } from "../account/account";
import { ApiError, fetchJson, sentenceOf } from "../api/api";
import type { EventDetails as Event } from "../api/platform";
import { SentBody } from "../sent/sent_body";
import { commands } from "../shell/commands";
import { goTo, hrefOf } from "../shell/route";
import { sourceLabel } from "../webhooks/definitions";
import { Judgements } from "./judgements";
import { CopyStep } from "../rows/copy_step";

/** One event, and of each webhook whether it heard of it, and by which rule not. */
export function EventDetails({ id, query }: { id: number; query: string }) {
  const { event, failure } = useWhole(id);
  const close = () => goTo({ screen: "events", query });
  useCommand(commands.close, close);
  return (
    <article class="one" aria-label={`Event ${id}`}>
      {failure && <p class="notice">{failure}</p>}
      {event && (
        <>
          <header class="screen_head">
            <h2>
              {event.label} <span class="faint">#{id}</span>
            </h2>
            {event.step && <CopyStep step={event.step} />}
            <button class="quiet" aria-label="Close the event" title="Close" onClick={close}>
              <Icon name="close" />
            </button>
          </header>
          <Facts event={event} />
          <section class="part" aria-label="Webhooks">
            <h3>Which webhooks fired, and why the others didn’t</h3>
            <Judgements judgements={event.webhooks} />
          </section>
          <section class="part" aria-label="Body">
            <h3>Body</h3>
            <SentBody body={event.body} />
          </section>
        </>
      )}
    </article>
  );
}

function Facts({ event }: { event: Event }) {
  const { summary, source, at, contact, lists, deal } = event;
  return (
    <dl class="facts">
      <dt>What happened</dt>
      <dd>
        <bdi class="text">{clipped(summary, 500)}</bdi>
      </dd>
      <dt>Source</dt>
      <dd>
        {sourceLabel(source)} <code>{source}</code>
      </dd>
      {contact && (
        <>
          <dt>Contact</dt>
          <dd>
            <a href={hrefOf({ screen: "contacts", id: contact.id })}>
              {clipped(contact.email, 200)}
            </a>
          </dd>
        </>
      )}
      {deal && (
        <>
          <dt>Deal</dt>
          <dd>
            <a href={hrefOf({ screen: "deals", id: deal.id })}>{clipped(deal.title, 200)}</a>
          </dd>
        </>
      )}
      {lists.length > 0 && (
        <>
          <dt>Lists</dt>
          <dd>{lists.map((list) => clipped(listName(list), 80)).join(", ")}</dd>
        </>
      )}
      <dt>At</dt>
      <dd>
        <time dateTime={at}>{fullTimeText(at)}</time>
      </dd>
    </dl>
  );
}

/** That event; an event never changes once it happened. */
function useWhole(id: number): { event: Event | null; failure: string } {
  const [known, setKnown] = useState<{ event: Event | null; failure: string }>(nothing);
  useEffect(() => {
    const asking = new AbortController();
    fetchJson<Event>(`/hookline/events/${id}`, asking.signal)
      .then((event) => setKnown({ event, failure: "" }))
      .catch((error: unknown) => {
        if (asking.signal.aborted) return;
        const isGone = error instanceof ApiError && error.status === 404;
        const failure = isGone ? "This event is not known any more." : sentenceOf(error);
        setKnown({ event: null, failure });
      });
    return () => asking.abort();
  }, [id]);
  return known.event && known.event.id !== id ? nothing : known;
}

const nothing = { event: null, failure: "" };
