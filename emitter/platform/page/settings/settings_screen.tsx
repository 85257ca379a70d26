import { Preferences } from "../../../../catcher/page/settings/settings";
import { hrefOf } from "../shell/route";

export function SettingsScreen() {
  return (
    <section class="screen" aria-label="Settings">
      <header class="screen_head">
        <h2>Settings</h2>
        <a class="button plain" href={hrefOf({ screen: "developer" })}>
          Developer
        </a>
      </header>
      <Preferences noticed="when a delivery fails while this tab isn't seen" />
    </section>
  );
}
