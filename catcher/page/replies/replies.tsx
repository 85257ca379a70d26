import { replaced } from "../controls/row_editor";
import { PlaceErrors } from "../controls/place_error";
import { SaveBar } from "../controls/save_bar";
import { freshKey } from "../controls/saved_list";
import type { Feed } from "../feed/feed";
import { BackButton } from "../detail/back_button";
import { CopyButton } from "../pieces/controls/copy_button";
import { RuleCard } from "./rule_card";
import { exampleDraft, examples, type RuleDraft, ruleOf, startedOver } from "./rule_draft";
import { rules, useRuleCounts } from "./rules";

interface RepliesProps {
  feed: Feed;
  /** The rule that somebody looks for, from 1. */
  sought: number | undefined;
  onClose: () => void;
}

/** The reply rules: the first that fits a request answers it. */
export function Replies({ feed, sought, onClose }: RepliesProps) {
  useRuleCounts(feed);
  const { drafts, error } = rules;
  return (
    <article class="detail screen" tabIndex={-1} aria-label="Replies">
      <BackButton onClose={onClose} />
      <h2>Replies</h2>
      <p class="faint">
        What senders get back. The first rule that fits a request answers it; where none does, the
        app that the catcher forwards to answers, or else the catcher itself, with 200.
      </p>
      <PlaceErrors.Provider value={error}>
        <SaveBar list={rules} noun="the rules" item="Rule" />
        {drafts?.map((draft, index) => (
          <RuleCard
            key={draft.key}
            feed={feed}
            draft={draft}
            earlier={drafts.slice(0, index)}
            index={index}
            sought={sought === index + 1}
            open={rules.isOpen(draft.key)}
            onOpen={(isOpen) => rules.setOpen(draft.key, isOpen)}
            onDraft={(next) => rules.replace(draft, [next])}
            onMove={{
              up: index > 0 ? () => rules.edit(swapped(drafts, index - 1)) : undefined,
              down:
                index + 1 < drafts.length ? () => rules.edit(swapped(drafts, index)) : undefined,
            }}
            onCopy={() => {
              const copy = { ...draft, key: freshKey(), answered: 0, limited: 0 };
              rules.replace(draft, [draft, copy]);
            }}
            onStartOver={() => startOver(draft)}
            onRemove={() => rules.replace(draft, [])}
          />
        ))}
        {drafts?.length === 0 && <p class="notice">There is no rule.</p>}
      </PlaceErrors.Provider>
      <div class="add_rules">
        <ExampleMenu onChoose={(rule) => rules.add(exampleDraft(rule))} />
        {drafts && drafts.length > 0 && (
          <CopyButton
            text={() => Promise.resolve(fileOf(drafts))}
            label="Copy all rules as a file for --replies"
            class="plain"
          >
            As a file
          </CopyButton>
        )}
      </div>
    </article>
  );
}

/** At once, unless something else is still to be saved. */
function startOver(draft: RuleDraft): void {
  const { isDirty } = rules;
  rules.replace(draft, [startedOver(draft)]);
  if (!isDirty) void rules.save();
}

function ExampleMenu({ onChoose }: { onChoose: (rule: (typeof examples)[number][1]) => void }) {
  return (
    <fieldset class="examples">
      <legend>Add a rule</legend>
      {examples.map(([name, rule]) => (
        <button type="button" class="plain" key={name} onClick={() => onChoose(rule)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}

function swapped(drafts: RuleDraft[], index: number): RuleDraft[] {
  const [one, other] = [drafts[index]!, drafts[index + 1]!];
  return replaced(replaced(drafts, index, other), index + 1, one);
}

function fileOf(drafts: RuleDraft[]): string {
  return `${JSON.stringify(drafts.map(startedOver).map(ruleOf), null, 2)}\n`;
}
