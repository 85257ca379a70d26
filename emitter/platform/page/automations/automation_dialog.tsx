import { useState } from "preact/hooks";
import { Select, TextField } from "../../../../catcher/page/controls/field";
import { PlaceErrors, type PlaceError } from "../../../../catcher/page/controls/place_error";
import { RowEditor } from "../../../../catcher/page/controls/row_editor";
import { Dialog } from "../../../../catcher/page/pieces/controls/dialog";
import { placeErrorOf } from "../api/api";
import type { Definitions } from "../api/platform";
import { account } from "../account/account";
import type { Automation } from "../account/things";
import { Refusal } from "../doing/refusal";
import { perform } from "../doing/doing";
import type { Json } from "../doing/draft";
import { changeForms } from "../doing/forms/change_forms";
import { accountForms } from "../doing/forms/account_forms";
import { draftOf, isOfList, type StepDraft, stepExamples, stepKinds, stepOf } from "./steps";

interface AutomationDialogProps {
  /** The one that is changed; none: a new one is made. */
  automation?: Automation;
  definitions: Definitions | null;
  onClose: () => void;
}

/** Makes or changes an automation: what lets contacts in, and what is done with them. */
export function AutomationDialog({
  automation: known,
  definitions,
  onClose,
}: AutomationDialogProps) {
  const [name, setName] = useState(known?.name ?? "");
  const [start, setStart] = useState<Start>(() => startDraftOf(known));
  const [steps, setSteps] = useState(() => known?.steps.map(draftOf) ?? [fresh]);
  const [error, setError] = useState<PlaceError | null>(null);
  const title = known ? "Change the automation" : "Add an automation";
  const submit = async (event: Event) => {
    event.preventDefault();
    const automation = { name, start: startOf(start), steps: steps.map(stepOf) };
    try {
      if (known) {
        await perform(changeForms.updateAutomation, {
          automation: { id: known.id, ...automation },
        });
      } else {
        await perform(accountForms.addAutomation, { automation });
      }
      onClose();
    } catch (refusal) {
      setError(placeErrorOf(refusal));
    }
  };
  return (
    <Dialog label={title} onClose={onClose}>
      <PlaceErrors.Provider value={error}>
        <form class="action_form" onSubmit={(event) => void submit(event)} noValidate>
          <h2>{title}</h2>
          <TextField label="Name" pointer="/automation/name" value={name} onValue={setName} />
          <StartFields start={start} onStart={setStart} definitions={definitions} />
          <RowEditor
            label="What is done, in order"
            noun="step"
            rows={steps}
            onRows={setSteps}
            fresh={fresh}
          >
            {(step, onStep, index) => <StepFields step={step} onStep={onStep} index={index} />}
          </RowEditor>
          <Refusal error={error} places={["/automation/name", "/automation/steps"]} />
          <div class="choices">
            <button type="button" class="plain" onClick={onClose}>
              Cancel
            </button>
            <button class="main">{title}</button>
          </div>
        </form>
      </PlaceErrors.Provider>
    </Dialog>
  );
}

/** The event that lets its contact in; empty: contacts are put in by hand. */
interface Start {
  on: string;
  list: string;
  tag: string;
}

const fresh: StepDraft = { kind: "tag", value: "" };

function startDraftOf(automation: Automation | undefined): Start {
  const start = automation?.start;
  if (!start) return { on: "", list: "", tag: "" };
  const { on, list = 0, tag = "" } = start;
  return { on, list: list > 0 ? String(list) : "", tag };
}

function startOf({ on, list, tag }: Start): Json {
  if (on === "") return null;
  return { on, ...(list && { list: Number(list) }), ...(tag && { tag }) };
}

interface StartFieldsProps {
  start: Start;
  onStart: (start: Start) => void;
  definitions: Definitions | null;
}

function StartFields({ start, onStart, definitions }: StartFieldsProps) {
  const events = definitions?.events.filter(({ name }) => !name.startsWith("deal_")) ?? [];
  const isOfTag = start.on.startsWith("contact_tag_");
  return (
    <div class="field_row">
      <Select
        label="Contacts come in when"
        pointer="/automation/start/on"
        value={start.on}
        onValue={(on) => onStart({ ...start, on })}
        options={[
          ["", "somebody puts them in"],
          ...events.map(({ name, label }) => [name, label] as const),
        ]}
      />
      {start.on && !isOfTag && (
        <ListSelect value={start.list} onValue={(list) => onStart({ ...start, list })} any />
      )}
      {isOfTag && (
        <TextField
          label="Tag"
          pointer="/automation/start/tag"
          value={start.tag}
          onValue={(tag) => onStart({ ...start, tag })}
        />
      )}
    </div>
  );
}

interface StepFieldsProps {
  step: StepDraft;
  onStep: (step: StepDraft) => void;
  index: number;
}

function StepFields({ step, onStep, index }: StepFieldsProps) {
  const pointer = `/automation/steps/${index}`;
  const setValue = (value: string) => onStep({ ...step, value });
  return (
    <>
      <Select
        class="bare name"
        label={`Step ${index + 1}`}
        value={step.kind}
        onValue={(kind) => onStep({ kind, value: isOfList(kind) ? firstList() : "" })}
        options={stepKinds}
      />
      {isOfList(step.kind) ? (
        <ListSelect class="bare" pointer={pointer} value={step.value} onValue={setValue} />
      ) : (
        <TextField
          class="bare"
          label={`What of step ${index + 1}`}
          pointer={pointer}
          value={step.value}
          onValue={setValue}
          placeholder={stepExamples[step.kind]}
        />
      )}
    </>
  );
}

function firstList(): string {
  return String(account.value?.lists[0]?.id ?? "");
}

interface ListSelectProps {
  value: string;
  onValue: (value: string) => void;
  pointer?: string;
  class?: string;
  /** Whether it may be any. */
  any?: boolean;
}

function ListSelect({ any = false, ...props }: ListSelectProps) {
  const lists = account.value?.lists.map(({ id, name }) => [String(id), name] as const) ?? [];
  return <Select label="List" {...props} options={any ? [["", "Any list"], ...lists] : lists} />;
}
