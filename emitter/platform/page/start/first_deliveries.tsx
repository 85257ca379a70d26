import { Icon } from "../../../../catcher/page/pieces/icon";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { captureHref } from "../deliveries/capture_href";
import { useDeliveries } from "../deliveries/delivery_list";
import { StateMark } from "../deliveries/state_mark";
import { hrefOf } from "../shell/route";
import { eventLabel } from "../webhooks/definitions";
import { webhookName } from "../webhooks/webhooks";

const shownMax = 5;

/** The latest deliveries, each a click away, here and in the catcher. */
export function FirstDeliveries() {
  const list = useDeliveries("");
  const latest = list.rows.value.slice(0, shownMax);
  if (latest.length === 0) {
    return <p class="faint">It shows up here at once, with what the receiver answered.</p>;
  }
  return (
    <ul class="first_deliveries" aria-label="The latest deliveries">
      {latest.map((delivery) => {
        const capture = captureHref(delivery);
        return (
          <li key={delivery.id}>
            <a href={hrefOf({ screen: "deliveries", id: delivery.id })} data-id={delivery.id}>
              {eventLabel(delivery.type)}
            </a>
            <bdi class="faint">
              {delivery.contact && `${clipped(delivery.contact.email, 60)} `}→{" "}
              {clipped(webhookName(delivery.webhook), 40)}
            </bdi>
            <StateMark delivery={delivery} />
            {capture && (
              <a class="capture" href={capture} target="_blank" rel="noreferrer">
                <Icon name="link" />
                Capture
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
