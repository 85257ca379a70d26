import { Check, Select, TextArea, TextField } from "../controls/field";
import { HeaderEditor } from "../controls/header_editor";
import { Icon } from "../pieces/icon";
import type { StepDraft } from "./rule_draft";

interface StepEditorProps {
  step: StepDraft;
  title: string;
  pointer: string;
  isLast: boolean;
  onStep: (step: StepDraft) => void;
  onRemove?: () => void;
}

const faults = [
  ["", "none"],
  ["close", "close: no answer"],
  ["reset", "reset: the connection breaks"],
  ["half", "half: stops in the middle"],
  ["drip", "drip: a byte at a time"],
] as const;

export function StepEditor({ step, title, pointer, isLast, onStep, onRemove }: StepEditorProps) {
  const change = (part: Partial<StepDraft>) => onStep({ ...step, ...part });
  return (
    <fieldset class="step">
      <legend>{title}</legend>
      {onRemove && (
        <button
          type="button"
          class="quiet remove_step"
          aria-label={`Remove “${title}”`}
          title="Remove this answer"
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      )}
      <div class="field_row">
        <TextField
          label="Status"
          inputMode="numeric"
          pointer={`${pointer}/status`}
          value={step.status}
          onValue={(status) => change({ status })}
        />
        <TextField
          label="Delay"
          placeholder="none, or 250ms, 2s"
          pointer={`${pointer}/delay`}
          value={step.delay}
          onValue={(delay) => change({ delay })}
        />
        <Select
          label="Fault"
          options={faults}
          pointer={`${pointer}/fault`}
          value={step.fault}
          onValue={(fault) => change({ fault })}
        />
        <TextField
          label="How many times"
          placeholder={isLast ? "for ever" : "once"}
          inputMode="numeric"
          pointer={`${pointer}/times`}
          value={step.times}
          note={step.left === null ? "" : `${step.left} of ${step.times} left`}
          onValue={(times) => change({ times, left: null })}
        />
      </div>
      <HeaderEditor
        headers={step.headers}
        onHeaders={(headers) => change({ headers })}
        pointer={`${pointer}/headers`}
      />
      {step.body === null ? (
        <button type="button" class="more" onClick={() => change({ body: "" })}>
          Set a body
        </button>
      ) : (
        <TextArea
          label="Body"
          pointer={`${pointer}/body`}
          value={step.body}
          onValue={(body) => change({ body })}
        />
      )}
      <div class="step_body_tools">
        {step.body !== null && (
          <button type="button" class="more" onClick={() => change({ body: null })}>
            The catcher's own body
          </button>
        )}
        <Check
          label="fill in {{placeholders}}"
          checked={step.isTemplate}
          onChecked={(isTemplate) => change({ isTemplate })}
        />
      </div>
      {step.isTemplate && (
        <p class="faint placeholders">
          {"{{id}} {{method}} {{path}} {{target}} {{query.NAME}} {{form.NAME}} {{header.NAME}} "}
          {"{{json.a.0.b}} {{json./a.b/0}} {{body}} {{received_at}} {{channel}}"}, in the body and
          in headers.
        </p>
      )}
    </fieldset>
  );
}
