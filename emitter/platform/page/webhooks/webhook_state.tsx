import { Ago } from "../../../../catcher/page/pieces/now";
import { fullTimeText } from "../../../../catcher/page/pieces/time";
import { visible } from "../../../../catcher/page/pieces/visible";
import type { Webhook } from "../api/platform";

/** Whether a webhook sends; if not, why, and since when. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const { state, why, since } = webhook;
  if (state === "active") return <span class="state_mark delivered">active</span>;
  return (
    <span>
      <span class="state_mark failed">inactive</span>{" "}
      <span class="faint">
        {why && visible(why)}
        {since && (
          <>
            {why && ", "}
            <time dateTime={since} title={fullTimeText(since)}>
              <Ago at={since} isSaid />
            </time>
          </>
        )}
      </span>
    </span>
  );
}
