import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import type { Judgement } from "../api/platform";
import { StateMark } from "../deliveries/state_mark";
import { useDelivery } from "../deliveries/use_delivery";
import { hrefOf } from "../shell/route";
import { webhookOf } from "../webhooks/webhooks";

const rules: Record<string, string> = {
  event: "another event",
  source: "another source",
  list: "another list",
  inactive: "switched off",
};

/** Each webhook as it was when it happened: fired, or which rule kept it from firing. */
export function Judgements({ judgements }: { judgements: readonly Judgement[] }) {
  if (judgements.length === 0) return <p class="notice">There was no webhook when it happened.</p>;
  const inOrder = [...judgements].sort((a, b) => Number(b.fired) - Number(a.fired));
  return (
    <ul class="judgements" aria-label="Webhooks">
      {inOrder.map((judgement) => (
        <li key={judgement.id} data-webhook={judgement.id} class={judgement.fired ? "fired" : ""}>
          <span class="grade" role="img" aria-label={judgement.fired ? "fired" : "did not fire"}>
            {judgement.fired ? "✓" : "✗"}
          </span>
          <p>
            <Name judgement={judgement} />{" "}
            {judgement.fired ? (
              <Fired judgement={judgement} />
            ) : (
              <>
                <bdi class="text">{visible(judgement.why)}</bdi>{" "}
                {judgement.rule && <span class="state_mark">{rules[judgement.rule]}</span>}
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Name({ judgement: { id, name } }: { judgement: Judgement }) {
  const shown = <bdi class="text">{clipped(name, 120)}</bdi>;
  return webhookOf(id) ? <a href={hrefOf({ screen: "webhooks", id })}>{shown}</a> : shown;
}

function Fired({ judgement: { delivery } }: { judgement: Judgement }) {
  return (
    <>
      fired
      {delivery !== undefined && (
        <>
          : <a href={hrefOf({ screen: "deliveries", id: delivery })}>delivery #{delivery}</a>{" "}
          <DeliveryState id={delivery} />
        </>
      )}
    </>
  );
}

function DeliveryState({ id }: { id: number }) {
  const { delivery } = useDelivery(id);
  return delivery && <StateMark delivery={delivery} />;
}
