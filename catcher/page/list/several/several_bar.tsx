import { useEffect, useState } from "preact/hooks";
import { useCommand } from "../../commands/command";
import { CommandButton } from "../../commands/command_button";
import { commands } from "../../commands/table";
import { remove } from "../../feed/deletion";
import type { Feed } from "../../feed/feed";
import { Icon } from "../../pieces/icon";
import { goTo, routeNow } from "../../shell/route";
import { ResendSeveral } from "./resend_several";
import { several } from "./several";

/** Before what is offered for the capture that is open alone. */
const beforeOthers = 1;

/** What can be done with the captures that are chosen, below the list. */
export function SeveralBar({ feed }: { feed: Feed }) {
  const store = feed.store.value;
  useEffect(() => several.clear(), [store]);
  return several.isUnderWay ? <Bar feed={feed} /> : null;
}

function Bar({ feed }: { feed: Feed }) {
  const [failure, setFailure] = useState("");
  const [isResending, setResending] = useState(false);
  const { ids } = several;
  const hasAny = ids.length > 0;
  const [older, newer] = ids.length === 2 ? ids : [];
  const removeAll = () => {
    remove(new URLSearchParams({ id: ids.join() }))
      .then(() => several.clear())
      .catch((error: Error) => setFailure(error.message));
  };
  const compare = () => goTo({ capture: older!, other: newer!, filter: routeNow().filter });
  useCommand(commands.remove, hasAny ? removeAll : null, beforeOthers);
  useCommand(commands.resend, hasAny ? () => setResending(!isResending) : null, beforeOthers);
  useCommand(commands.compare, older && newer ? compare : null, beforeOthers);
  useCommand(commands.close, () => several.clear(), beforeOthers);
  return (
    <div class="several_bar" role="group" aria-label="Chosen captures">
      {isResending && hasAny && <ResendSeveral feed={feed} ids={ids} />}
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
      <div class="several_line">
        <span role="status">
          {hasAny ? `${ids.length.toLocaleString("en")} chosen` : "Choose rows"}
        </span>
        {hasAny && <Actions isPair={older !== undefined} isResending={isResending} />}
        <CommandButton command={commands.chooseAll} label="Choose all" class="plain" isWritten>
          All
        </CommandButton>
        <button
          class="quiet"
          aria-label="Choose none"
          title="Choose none (Esc)"
          onClick={() => several.clear()}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}

function Actions({ isPair, isResending }: { isPair: boolean; isResending: boolean }) {
  return (
    <>
      <CommandButton command={commands.export} label="Export them">
        <Icon name="download" />
      </CommandButton>
      <CommandButton command={commands.resend} label="Send them again" expanded={isResending}>
        <Icon name="replay" />
      </CommandButton>
      {isPair && (
        <CommandButton command={commands.compare} label="Compare the two">
          <Icon name="compare" />
        </CommandButton>
      )}
      <CommandButton command={commands.remove} label="Delete them">
        <Icon name="trash" />
      </CommandButton>
    </>
  );
}
