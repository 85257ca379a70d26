import { useEffect, useRef, useState } from "preact/hooks";
import type { Health } from "../api/capture";
import { remove } from "../feed/deletion";
import { pins } from "../list/pins";
import { CopyButton } from "../pieces/controls/copy_button";
import { countText } from "../pieces/size";
import { cut } from "../pieces/text/cut";
import { visible } from "../pieces/visible";
import { beginRuleFor, rulesFor } from "../replies/channel_rules";
import { type RuleDraft, summaryOf } from "../replies/rule_draft";
import { rules } from "../replies/rules";
import { isWide } from "../settings/screen";
import { goTo, hashOf, route } from "../shell/route";
import { type Box, boxFilter, boxUrl, isFilterOf } from "./box";
import { forgetBox, justMade } from "./named_boxes";

interface BoxCardProps {
  box: Box;
  health: Health;
}

export function BoxCard({ box, health }: BoxCardProps) {
  const { name, captures } = box;
  const url = boxUrl(name, health);
  const own = rulesFor(name, rules.drafts ?? []);
  const card = useFocusOnceMade(name);
  return (
    <section class="item_card box" aria-label={`Box ${name}`} ref={card}>
      <header>
        <h3>{name}</h3>
        <code class="box_url">{url}</code>
        <CopyButton text={url} label={`Copy the address of ${name}`} class="plain">
          Copy
        </CopyButton>
      </header>
      <div class="item_content">
        <OwnReplies own={own} />
        <BoxTools box={box} isForgettable={box.isNamed && captures + own.length === 0} />
      </div>
    </section>
  );
}

/** What is made has the focus on its first button: to copy its address. */
function useFocusOnceMade(name: string) {
  const card = useRef<HTMLElement>(null);
  const isNew = justMade.value === name;
  useEffect(() => {
    if (!isNew) return;
    card.current?.querySelector("button")?.focus();
    justMade.value = "";
  }, [isNew]);
  return card;
}

function OwnReplies({ own }: { own: { number: number; draft: RuleDraft }[] }) {
  if (own.length === 0) return <p class="faint">It has no replies of its own.</p>;
  return (
    <ul class="box_rules">
      {own.map(({ number, draft }) => (
        <li key={draft.key}>
          <a href={hashOf({ ...route.value, capture: null, screen: "replies", rule: number })}>
            Rule {number}
          </a>{" "}
          <bdi>{visible(cut(summaryOf(draft), 300))}</bdi>{" "}
          <span class="faint">answered {draft.answered.toLocaleString("en")} ×</span>
        </li>
      ))}
    </ul>
  );
}

interface BoxToolsProps {
  box: Box;
  isForgettable: boolean;
}

function BoxTools({ box: { name, captures }, isForgettable }: BoxToolsProps) {
  const [failure, setFailure] = useState("");
  const { filter } = route.value;
  const isShown = isFilterOf(name, filter);
  const clear = () => {
    if (captures === 0) return;
    setFailure("");
    remove(boxFilter(name), pins.ids).catch((error: Error) => setFailure(error.message));
  };
  const setReplies = async () => {
    const rule = await beginRuleFor(name);
    goTo({ capture: null, filter, screen: "replies", rule });
  };
  return (
    <div class="box_tools">
      <a
        class="button plain"
        aria-label={`Show only the ${countText(captures, "capture")} of ${name}`}
        aria-current={isShown ? "page" : undefined}
        href={hashOf(routeToCaptures(isShown ? "" : boxFilter(name).toString()))}
      >
        {countText(captures, "capture")}
      </a>
      <button
        class="plain"
        aria-label={`Set its replies: ${name}`}
        onClick={() => void setReplies()}
      >
        Set its replies
      </button>
      <button
        class="plain"
        aria-label={`Clear ${name}`}
        aria-disabled={captures === 0}
        onClick={clear}
      >
        Clear
      </button>
      {isForgettable && (
        <button class="plain" aria-label={`Remove ${name}`} onClick={() => forgetBox(name)}>
          Remove
        </button>
      )}
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}

/** Where there is no room for both, the captures take the screen's place. */
function routeToCaptures(filter: string) {
  return { capture: null, filter, ...(isWide.value && { screen: "boxes" as const }) };
}
