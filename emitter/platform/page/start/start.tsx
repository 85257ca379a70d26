import type { ComponentChildren } from "preact";
import { hrefOf } from "../shell/route";
import { webhooks } from "../webhooks/webhooks";
import { FirstContact } from "./first_contact";
import { FirstDeliveries } from "./first_deliveries";
import { FirstWebhook } from "./first_webhook";

/** The first screen: from nothing to a first delivery. */
export function Start() {
  return (
    <section class="screen start" aria-label="Start">
      <h2>Send a first webhook</h2>
      <p class="faint">
        This account is imitated; what happens in it is sent to webhooks as the vendor would send
        it.
      </p>
      <ol class="first_steps">
        <Step title="Tell the platform where to send" isDone={webhooks.value.length > 0}>
          <FirstWebhook />
        </Step>
        <Step title="Let something happen" isDone={false}>
          <FirstContact />
        </Step>
        <Step title="See what was sent" isDone={false}>
          <FirstDeliveries />
        </Step>
      </ol>
      <h3>Further on</h3>
      <ul class="further">
        <li>
          <a href={hrefOf({ screen: "make" })}>Cause each of the 25 events</a>, as a contact, an
          admin, the API or the system.
        </li>
        <li>
          <a href={hrefOf({ screen: "webhooks", part: "new" })}>Add a webhook</a> to an app of your
          own, for some events of some sources.
        </li>
        <li>
          <a href={hrefOf({ screen: "events" })}>Why didn’t it fire?</a> Each event says it of each
          webhook.
        </li>
      </ul>
    </section>
  );
}

interface StepProps {
  title: string;
  isDone: boolean;
  children: ComponentChildren;
}

function Step({ title, isDone, children }: StepProps) {
  return (
    <li class={isDone ? "done" : ""}>
      <h3>{title}</h3>
      {children}
    </li>
  );
}
