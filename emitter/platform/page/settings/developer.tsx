import { CopyButton } from "../../../../catcher/page/pieces/controls/copy_button";
import { hrefOf } from "../shell/route";

/** What a program needs that calls the platform, and the way to the webhooks. */
export function Developer() {
  const { origin } = location;
  return (
    <section class="screen" aria-label="Developer Settings">
      <header class="screen_head">
        <h2>Developer Settings</h2>
        <a class="button main" href={hrefOf({ screen: "webhooks" })}>
          Manage Webhooks
        </a>
      </header>
      <div class="part">
        <h3>API Access</h3>
        <p>
          URL: <code>{origin}</code> <CopyButton text={origin} label="Copy the URL" />
        </p>
        <p class="faint">
          The key is the one that <code>emitter serve</code> was started with (
          <code>--api-key</code>
          ); programs send it as the header <code>Api-Token</code>.
        </p>
      </div>
    </section>
  );
}
