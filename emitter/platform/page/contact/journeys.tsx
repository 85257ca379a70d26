import { minuteText } from "../../../../catcher/page/pieces/time";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account, listName } from "../account/account";
import type { ContactDetails } from "../account/things";
import { stepText } from "../automations/steps";
import { DoButton } from "../doing/do_button";
import { accountForms } from "../doing/forms/account_forms";
import { hrefOf } from "../shell/route";

type Journey = ContactDetails["journeys"][number];

/** The automations that a contact is on its way through. */
export function Journeys({ contact: { id, email, journeys } }: { contact: ContactDetails }) {
  return (
    <section aria-label="Automations">
      <h3>Automations</h3>
      <ul class="lines">
        {journeys.map((journey, at) => (
          <JourneyLine key={at} journey={journey} />
        ))}
      </ul>
      <DoButton form={accountForms.startAutomation} fixed={{ contact: id }} about={email} />
    </section>
  );
}

/** Its steps, those behind it first, and where it waits. */
function JourneyLine({ journey }: { journey: Journey }) {
  const { automation, name, next_step, waits_until } = journey;
  const steps = account.value?.automations.find(({ id }) => id === automation)?.steps ?? [];
  return (
    <li>
      <a class="text" href={hrefOf({ screen: "automations", id: automation })}>
        {clipped(name, 120)}
      </a>
      <span class="faint number">waits until {minuteText(waits_until)}</span>
      <ol class="way">
        {steps.map((step, at) => (
          <li
            key={at}
            class={at < next_step ? "done" : ""}
            aria-current={at === next_step - 1 ? "step" : undefined}
          >
            {clipped(stepText(step, listName), 80)}
          </li>
        ))}
      </ol>
    </li>
  );
}
