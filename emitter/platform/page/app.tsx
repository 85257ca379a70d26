import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { HasValueMenu } from "../../../catcher/page/body/values/opened_menu";
import { useCommand } from "../../../catcher/page/commands/command";
import { useKeys } from "../../../catcher/page/commands/keys";
import { Palette } from "../../../catcher/page/commands/palette";
import { UnlockForm } from "../../../catcher/page/controls/unlock_form";
import { watchAccount } from "./account/account";
import { giveKey } from "./api/key";
import { giveFailureNotices } from "./deliveries/failure_notices";
import { ActionDialog } from "./doing/action_dialog";
import { useFormCommands } from "./doing/form_commands";
import { HappenedPanel } from "./happened/happened_panel";
import { live } from "./live/live";
import { RecordButton } from "./recording/record_button";
import { RecordStrip } from "./recording/record_strip";
import { allCommands, commands } from "./shell/commands";
import { contentOf } from "./shell/contents";
import { Help } from "./shell/help";
import { Navigation } from "./shell/navigation";
import { route } from "./shell/route";
import { isWhereThingsAreDone } from "./shell/sections";
import { TopBar } from "./shell/top_bar";
import { useFocus } from "./shell/use_focus";
import { useTitle } from "./shell/use_title";
import { watchDefinitions } from "./webhooks/definitions";
import { watchWebhooks } from "./webhooks/webhooks";

export function App() {
  useKeys(allCommands);
  return live.locked.value ? <Locked /> : <Page />;
}

/** Beyond its own machine the platform tells nothing to who doesn't have its key. */
function Locked() {
  const open = (key: string) => {
    giveKey(key);
    live.start();
  };
  return (
    <main class="whole">
      <UnlockForm title="This platform wants its API key" label="API key" onText={open}>
        It is the one that <code>emitter serve</code> was started with. This browser keeps it for
        this address.
      </UnlockForm>
    </main>
  );
}

function Page() {
  const [dialog, setDialog] = useState<"help" | "palette" | null>(null);
  const close = () => setDialog(null);
  const { screen } = route.value;
  const isDone = isWhereThingsAreDone(screen);
  useEffect(watchAccount, []);
  useEffect(watchDefinitions, []);
  useEffect(watchWebhooks, []);
  useEffect(giveFailureNotices, []);
  useFormCommands();
  useFocus();
  useTitle();
  useCommand(commands.help, () => setDialog("help"));
  useCommand(commands.palette, () => setDialog("palette"));
  return (
    <HasValueMenu.Provider value={false}>
      <TopBar>
        <RecordButton />
      </TopBar>
      <RecordStrip />
      <div class={isDone ? "page with_happened" : "page"}>
        <Navigation />
        <main tabIndex={-1}>{h(contentOf(screen) ?? Missing, { key: screen })}</main>
        {isDone && <HappenedPanel />}
      </div>
      <ActionDialog />
      {dialog === "help" && <Help onClose={close} />}
      {dialog === "palette" && (
        <Palette commands={allCommands} opener={commands.palette} onClose={close} />
      )}
    </HasValueMenu.Provider>
  );
}

function Missing() {
  return (
    <p class="nothing">
      <span>
        There is no such page. <a href="#/">Start</a>
      </span>
    </p>
  );
}
