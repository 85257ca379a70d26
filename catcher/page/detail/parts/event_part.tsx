import type { KnownEvent } from "../../api/capture";
import { CopyButton } from "../../pieces/controls/copy_button";
import { LongText } from "../../pieces/text/long_text";
import { countText } from "../../pieces/size";
import { Part } from "./part";

/** Which event of the catalogue a webhook is, and how it differs from what it should be. */
export function EventPart({ event }: { event: KnownEvent }) {
  const { name, label, missing, unknown, more_unknown = 0 } = event;
  const isWhole = missing.length === 0 && unknown.length === 0;
  return (
    <Part title="Event">
      <p class="event_name">
        <strong>
          <LongText text={label || name} start={200} />
        </strong>
        <code>{name}</code>
        <CopyButton text={name} label="Copy the event's name" />
        {isWhole && <span class="mark good">all fields as they should be</span>}
      </p>
      <FieldNames
        names={missing}
        kind="bad"
        title={`${countText(missing.length, "field")} missing`}
      />
      <FieldNames
        names={unknown}
        kind="odd"
        title={`${countText(unknown.length + more_unknown, "field")} unknown`}
      />
    </Part>
  );
}

function FieldNames({ names, kind, title }: { names: string[]; kind: string; title: string }) {
  if (names.length === 0) return null;
  return (
    <div class="field_names">
      <span class={`mark ${kind}`}>{title}</span>
      <ul aria-label={title}>
        {names.slice(0, 200).map((name) => (
          <li key={name}>
            <LongText text={name} start={200} />
          </li>
        ))}
      </ul>
    </div>
  );
}
