import { useEffect, useState } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { fullTimeText } from "../../../../catcher/page/pieces/time";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { sendJson, sentenceOf } from "../api/api";
import type { Delivery, Repeated } from "../api/platform";
import { SentBody } from "../sent/sent_body";
import { commands } from "../shell/commands";
import { goTo, hrefOf } from "../shell/route";
import { eventLabel, sourceLabel } from "../webhooks/definitions";
import { webhookName, webhookOf } from "../webhooks/webhooks";
import { Attempts } from "./attempts";
import { captureHref } from "./capture_href";
import { StateMark } from "./state_mark";
import { useDelivery } from "./use_delivery";
import { useEvent } from "./use_event";
import { CopyStep } from "../rows/copy_step";

interface DeliveryDetailsProps {
  id: number;
  query: string;
}

/** One delivery: its event, its body, its attempts and their answers. */
export function DeliveryDetails({ id, query }: DeliveryDetailsProps) {
  const { delivery, failure } = useDelivery(id);
  const close = () => goTo({ screen: "deliveries", query });
  useCommand(commands.close, close);
  return (
    <article class="one" aria-label={`Delivery ${id}`}>
      {failure && <p class="notice">{failure}</p>}
      {delivery && <Known delivery={delivery} query={query} onClose={close} />}
    </article>
  );
}

interface KnownProps {
  delivery: Delivery;
  query: string;
  onClose: () => void;
}

function Known({ delivery, query, onClose }: KnownProps) {
  const { id, type, body = "" } = delivery;
  return (
    <>
      <header class="screen_head">
        <h2>
          {eventLabel(type)} <span class="faint">#{id}</span>
        </h2>
        <Actions delivery={delivery} query={query} />
        <button class="quiet" aria-label="Close the delivery" title="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <Facts delivery={delivery} />
      <section class="part" aria-label="Attempts">
        <h3>Attempts</h3>
        <Attempts attempts={delivery.attempts} state={delivery.state} />
      </section>
      <section class="part" aria-label="Body">
        <h3>Body</h3>
        <SentBody body={body} />
      </section>
    </>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const { webhook, url, event, source, contact, accepted, repeat_of: repeated } = delivery;
  return (
    <dl class="facts">
      <dt>State</dt>
      <dd>
        <StateMark delivery={delivery} />
        {repeated !== undefined && (
          <>
            {" "}
            sends <a href={hrefOf({ screen: "deliveries", id: repeated })}>#{repeated}</a> again
          </>
        )}
      </dd>
      <dt>Webhook</dt>
      <dd>
        {webhook !== null && webhookOf(webhook) ? (
          <a href={hrefOf({ screen: "webhooks", id: webhook })}>
            {clipped(webhookName(webhook), 120)}
          </a>
        ) : (
          webhookName(webhook)
        )}
      </dd>
      <dt>URL</dt>
      <dd>
        <bdi class="text url">{clipped(url, 2_000)}</bdi>
      </dd>
      <dt>Event</dt>
      <dd>
        <a href={hrefOf({ screen: "events", id: event })}>
          event {event}: who heard of it, and why
        </a>
      </dd>
      {source && (
        <>
          <dt>Source</dt>
          <dd>{sourceLabel(source)}</dd>
        </>
      )}
      {contact && (
        <>
          <dt>Contact</dt>
          <dd>
            {contact.id > 0 ? (
              <>
                <a href={hrefOf({ screen: "contacts", id: contact.id })}>
                  {clipped(contact.email, 200)}
                </a>
                ,{" "}
                <a href={hrefOf({ screen: "deliveries", query: `contact=${contact.id}` })}>
                  all deliveries about it
                </a>
              </>
            ) : (
              clipped(contact.email, 200)
            )}
          </dd>
        </>
      )}
      <dt>Accepted</dt>
      <dd>
        <time dateTime={accepted}>{fullTimeText(accepted)}</time>
      </dd>
    </dl>
  );
}

function Actions({ delivery, query }: { delivery: Delivery; query: string }) {
  const [failure, setFailure] = useState("");
  useEffect(() => setFailure(""), [delivery.id]);
  const event = useEvent(delivery.event);
  const capture = captureHref(delivery);
  const again = async () => {
    setFailure("");
    try {
      const path = `/hookline/deliveries/${delivery.id}/again`;
      const { delivery: id } = await sendJson<Repeated>("POST", path);
      goTo({ screen: "deliveries", id, query });
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  useCommand(commands.again, () => void again());
  return (
    <>
      <button class="plain" onClick={() => void again()}>
        <Icon name="replay" />
        Send again
      </button>
      {event?.step && <CopyStep step={event.step} />}
      {capture && (
        <a class="button plain" href={capture} target="_blank" rel="noreferrer">
          <Icon name="link" />
          Capture
        </a>
      )}
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
