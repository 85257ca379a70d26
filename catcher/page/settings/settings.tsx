import { useState } from "preact/hooks";
import { Dialog } from "../pieces/controls/dialog";
import { Options } from "../pieces/controls/options";
import { notices, noticesRefused, switchNotices } from "./notices";
import type { Preference } from "./preference";
import { theme } from "./theme";
import { zone } from "./zone";

interface SettingsProps {
  /** When the system gives notice, in words: "when something is caught". */
  noticed: string;
  onClose: () => void;
}

export function Settings({ noticed, onClose }: SettingsProps) {
  return (
    <Dialog label="Settings" onClose={onClose}>
      <h2>Settings</h2>
      <Preferences noticed={noticed} />
      <div class="choices">
        <button class="plain" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

/** What a reader chooses for the page, kept by this browser. */
export function Preferences({ noticed }: { noticed: string }) {
  return (
    <>
      <Choice
        legend="Colours"
        preference={theme}
        names={{ auto: "as the system", light: "light", dark: "dark" }}
      />
      <Choice
        legend="Times"
        preference={zone}
        names={{ local: `here (${zoneName()})`, utc: "UTC" }}
      />
      <NoticesSwitch words={noticed} />
    </>
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  preference: Preference<Value>;
  names: Record<Value, string>;
}

function Choice<Value extends string>({ legend, preference, names }: ChoiceProps<Value>) {
  return (
    <Options
      legend={legend}
      words={names}
      chosen={preference.value}
      onChoose={(value) => (preference.value = value)}
    />
  );
}

function NoticesSwitch({ words }: { words: string }) {
  const on = notices.value === "on";
  const [refused, setRefused] = useState(noticesRefused);
  const change = (wanted: boolean) => {
    void switchNotices(wanted).then(() => setRefused(noticesRefused()));
  };
  return (
    <fieldset class="setting">
      <legend>Notifications</legend>
      <label class="choice">
        <input
          type="checkbox"
          checked={on}
          disabled={refused !== "" && !on}
          onChange={(event) => change(event.currentTarget.checked)}
        />
        {words}
      </label>
      {refused && <p class="faint">{refused}</p>}
    </fieldset>
  );
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "local";
}
