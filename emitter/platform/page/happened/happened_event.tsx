import { Ago } from "../../../../catcher/page/pieces/now";
import { countText } from "../../../../catcher/page/pieces/size";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Delivery, EventEntry } from "../api/platform";
import { StateMark } from "../deliveries/state_mark";
import { hrefOf } from "../shell/route";
import { webhooks } from "../webhooks/webhooks";
import { deliveryOf, fresh } from "./happened";

const summaryCharsMax = 160;

/** One event: what happened, each delivery that follows, and how many webhooks didn't fire. */
export function HappenedEvent({ event }: { event: EventEntry }) {
  const others = webhooks.value.length - event.fired.length;
  return (
    <li class={fresh.value.has(event.id) ? "fresh" : ""} data-event={event.type}>
      <p class="happened_head">
        <strong>{event.label}</strong>
        <span class={`source ${event.source}`}>{event.source}</span>
        <time class="faint number" dateTime={event.at}>
          <Ago at={event.at} />
        </time>
      </p>
      <p class="faint text">{clipped(event.summary, summaryCharsMax)}</p>
      {event.deliveries.length > 0 && (
        <ul>
          {event.deliveries.map((id, at) => (
            <DeliveryLine key={id} id={id} webhook={event.fired[at]} delivery={deliveryOf(id)} />
          ))}
        </ul>
      )}
      <a class="why" href={hrefOf({ screen: "events", id: event.id })}>
        {event.fired.length === 0 && "No webhook fired. "}
        {others > 0 ? `Why not ${countText(others, "webhook")}?` : "Which webhooks, and why"}
      </a>
    </li>
  );
}

interface DeliveryLineProps {
  id: number;
  webhook: number | undefined;
  /** As it is by now, once that is known. */
  delivery: Delivery | undefined;
}

function DeliveryLine({ id, webhook, delivery }: DeliveryLineProps) {
  const known = webhooks.value.find((one) => one.id === webhook);
  return (
    <li>
      <a class="happened_delivery" href={hrefOf({ screen: "deliveries", id })}>
        <span class="text">{clipped(known?.name ?? delivery?.url ?? `Delivery ${id}`, 60)}</span>
        {delivery && <StateMark delivery={delivery} />}
      </a>
    </li>
  );
}
