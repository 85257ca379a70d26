import { useState } from "preact/hooks";
import { countText } from "../../../../catcher/page/pieces/size";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account, listName } from "../account/account";
import { useFetched } from "../account/fetched";
import type { Automation } from "../account/things";
import type { Definitions } from "../api/platform";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { accountForms } from "../doing/forms/account_forms";
import { changeForms } from "../doing/forms/change_forms";
import { hrefOf, route } from "../shell/route";
import { AutomationDialog } from "./automation_dialog";
import { PassTime } from "./pass_time";
import { stepText } from "./steps";

/** All automations, and what lets time pass for those who wait in one. */
export function Automations() {
  const [isAdding, setAdding] = useState(false);
  const definitions = useFetched<Definitions>("/hookline/definitions", 0).value;
  const automations = account.value?.automations ?? [];
  const sought = route.value.id;
  return (
    <section class="screen automations" aria-label="Automations">
      <header class="screen_head">
        <h2>Automations</h2>
        <button type="button" class="main" onClick={() => setAdding(true)}>
          Add an automation
        </button>
        <DoButton form={accountForms.startAutomation} />
      </header>
      <PassTime />
      {account.value && automations.length === 0 && (
        <p class="faint">
          None yet. An automation takes contacts in by hand or by an event, and goes through its
          steps with each: what these cause has the source system.
        </p>
      )}
      {automations.map((automation) => (
        <AutomationCard
          key={automation.id}
          automation={automation}
          definitions={definitions}
          isSought={automation.id === sought}
        />
      ))}
      {isAdding && <AutomationDialog definitions={definitions} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface AutomationCardProps {
  automation: Automation;
  definitions: Definitions | null;
  isSought: boolean;
}

function AutomationCard({ automation, definitions, isSought }: AutomationCardProps) {
  const [isChanging, setChanging] = useState(false);
  const { id, name, steps, inside } = automation;
  return (
    <article
      class="card automation"
      aria-label={`Automation ${clipped(name, 80)}`}
      aria-current={isSought ? "true" : undefined}
    >
      <header class="screen_head">
        <h3 class="text">{clipped(name, 160)}</h3>
        <a class="number" href={hrefOf({ screen: "contacts", query: `automation=${id}` })}>
          {countText(inside, "contact")} inside
        </a>
        <DoButton
          form={accountForms.startAutomation}
          fixed={{ automation: id }}
          about={`Automation: ${name}`}
        >
          Put a contact in
        </DoButton>
        <button type="button" class="plain" onClick={() => setChanging(true)}>
          Change
        </button>
        <DeleteButton form={changeForms.deleteAutomation} action={{ automation: id }} name={name} />
      </header>
      <ol class="way">
        <li>{startText(automation, definitions)}</li>
        {steps.map((step, at) => (
          <li class="text" key={at}>
            {clipped(stepText(step, listName), 160)}
          </li>
        ))}
      </ol>
      {isChanging && (
        <AutomationDialog
          automation={automation}
          definitions={definitions}
          onClose={() => setChanging(false)}
        />
      )}
    </article>
  );
}

/** "When: Contact added, Newsletter" */
function startText({ start }: Automation, definitions: Definitions | null): string {
  if (start === null) return "When somebody puts a contact in";
  const label = definitions?.events.find(({ name }) => name === start.on)?.label ?? start.on;
  const { list = 0, tag } = start;
  const more = [list > 0 ? listName(list) : "", tag].filter(Boolean);
  return clipped([`When: ${label}`, ...more].join(", "), 160);
}
