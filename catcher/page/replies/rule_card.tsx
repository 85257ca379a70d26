import { TextField } from "../controls/field";
import { ItemCard } from "../controls/item_card";
import { MatchEditor } from "../controls/match_editor";
import { replaced } from "../controls/row_editor";
import { Warning } from "../detail/parts/warnings";
import type { Feed } from "../feed/feed";
import { cut } from "../pieces/text/cut";
import { visible } from "../pieces/visible";
import { Fitting } from "./fitting";
import { takerOf } from "./precedence";
import { freshStep, isBegun, type RuleDraft, summaryOf } from "./rule_draft";
import { StepEditor } from "./step_editor";

interface RuleCardProps {
  feed: Feed;
  draft: RuleDraft;
  /** The rules before it. */
  earlier: RuleDraft[];
  index: number;
  sought: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDraft: (draft: RuleDraft) => void;
  onMove: { up: (() => void) | undefined; down: (() => void) | undefined };
  onCopy: () => void;
  onRemove: () => void;
  onStartOver: () => void;
}

export function RuleCard({
  feed,
  draft,
  earlier,
  index,
  onDraft,
  onStartOver,
  ...card
}: RuleCardProps) {
  const pointer = `/${index}`;
  const taker = takerOf(draft, earlier);
  const change = (part: Partial<RuleDraft>) => onDraft({ ...draft, ...part });
  return (
    <ItemCard
      {...card}
      name={`Rule ${index + 1}`}
      pointer={pointer}
      summary={<Summary draft={draft} />}
      extra={
        isBegun(draft) && (
          <button
            type="button"
            class="plain"
            aria-label={`Start Rule ${index + 1} over`}
            onClick={onStartOver}
          >
            Start over
          </button>
        )
      }
    >
      <MatchEditor
        conditions={draft.match}
        onConditions={(match) => change({ match })}
        pointer={`${pointer}/match`}
      />
      <Fitting feed={feed} match={draft.match} />
      {taker >= 0 && (
        <Warning
          text={`Rule ${taker + 1} comes first and answers all that this one is for: move this one up.`}
        />
      )}
      {draft.steps.map((step, at) => {
        const isSequence = draft.steps.length > 1;
        return (
          <StepEditor
            key={at}
            step={step}
            title={stepTitle(at, draft.steps.length)}
            pointer={isSequence ? `${pointer}/reply/${at}` : `${pointer}/reply`}
            isLast={at + 1 === draft.steps.length}
            onStep={(next) => change({ steps: replaced(draft.steps, at, next) })}
            {...(isSequence && {
              onRemove: () => change({ steps: draft.steps.filter((_, one) => one !== at) }),
            })}
          />
        );
      })}
      <button
        type="button"
        class="more"
        onClick={() => change({ steps: [...draft.steps, freshStep] })}
      >
        Then answer something else
      </button>
      <fieldset class="field_row">
        <legend>Only now and then</legend>
        <TextField
          label="Chance in percent"
          placeholder="always"
          inputMode="numeric"
          pointer={`${pointer}/percent`}
          value={draft.percent}
          onValue={(percent) => change({ percent })}
        />
        <TextField
          label="Seed of the chance"
          placeholder="any"
          inputMode="numeric"
          pointer={`${pointer}/seed`}
          value={draft.seed}
          onValue={(seed) => change({ seed })}
        />
        <TextField
          label="At most requests"
          placeholder="no limit"
          inputMode="numeric"
          pointer={`${pointer}/limit/requests`}
          value={draft.limitRequests}
          onValue={(limitRequests) => change({ limitRequests })}
        />
        <TextField
          label="in"
          placeholder="1s"
          pointer={`${pointer}/limit/per`}
          value={draft.limitPer}
          onValue={(limitPer) => change({ limitPer })}
        />
      </fieldset>
      {draft.limitRequests !== "" && (
        <p class="faint">What is over the limit gets 429 with Retry-After.</p>
      )}
    </ItemCard>
  );
}

function stepTitle(at: number, count: number): string {
  if (count === 1) return "Answer";
  return at === 0 ? "First answer" : at + 1 === count ? "At last answer" : "Then answer";
}

function Summary({ draft }: { draft: RuleDraft }) {
  const { answered, limited } = draft;
  return (
    <>
      <bdi>{visible(cut(summaryOf(draft), 300))}</bdi>
      <span class={answered > 0 ? "answered some" : "answered"}>
        answered {answered.toLocaleString("en")} ×
        {limited > 0 && `, limited ${limited.toLocaleString("en")} ×`}
      </span>
    </>
  );
}
