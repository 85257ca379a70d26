import { Ago } from "../../../../catcher/page/pieces/now";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Delivery } from "../api/platform";
import { VirtualList } from "../rows/virtual_list";
import { hrefOf } from "../shell/route";
import { eventLabel } from "../webhooks/definitions";
import { webhookName } from "../webhooks/webhooks";
import { useDeliveries } from "./delivery_list";
import { StateMark } from "./state_mark";

interface DeliveryRowsProps {
  /** Which ones: webhook, state, type, contact, event. */
  query: string;
  chosen?: number | null;
}

/** Deliveries, the newest first, live. */
export function DeliveryRows({ query, chosen = null }: DeliveryRowsProps) {
  const list = useDeliveries(query);
  return (
    <VirtualList
      list={list}
      label="Deliveries listed"
      chosen={chosen}
      hrefOf={(id) => hrefOf({ screen: "deliveries", id, query })}
      row={(delivery) => <Row delivery={delivery} />}
      empty={
        query === ""
          ? "Nothing was sent yet. What happens in the account is sent to the webhooks that listen for it."
          : "There is none of these."
      }
    />
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const { id, type, webhook, contact, accepted, repeat_of: repeated } = delivery;
  return (
    <>
      <span class="list_line">
        <span class="faint number">#{id}</span>
        <strong class="grow">{eventLabel(type)}</strong>
        {repeated !== undefined && <span class="state_mark">again</span>}
        <StateMark delivery={delivery} />
      </span>
      <span class="list_line small">
        <bdi class="grow">
          {contact && `${clipped(contact.email, 80)} `}→ {clipped(webhookName(webhook), 60)}
        </bdi>
        <time class="number" dateTime={accepted}>
          <Ago at={accepted} />
        </time>
      </span>
    </>
  );
}
