import type { Pairs } from "../api/capture";
import type { Fault, KnownReplyRule, KnownReplyStep, ReplyRule, ReplyStep } from "../api/rules";
import { type Condition, conditionsOf, matchOfItem, matchText } from "../controls/match";
import { freshKey } from "../controls/saved_list";

/** A rule that hasn't answered yet. */
type NewRule = Partial<KnownReplyRule> & Pick<KnownReplyRule, "reply">;

/** A rule as it is edited: numbers are what was typed, and empty means that it isn't said. */
export interface RuleDraft {
  key: number;
  match: Condition[];
  percent: string;
  seed: string;
  limitRequests: string;
  limitPer: string;
  steps: StepDraft[];
  answered: number;
  limited: number;
}

export interface StepDraft {
  status: string;
  headers: Pairs;
  /** Null: the catcher's own. */
  body: string | null;
  isTemplate: boolean;
  delay: string;
  fault: Fault | "";
  /** As it was set, whatever is left of it. */
  times: string;
  /** How many of them are left; null where it hasn't answered yet. */
  left: number | null;
}

export const freshStep: StepDraft = {
  status: "200",
  headers: [],
  body: null,
  isTemplate: false,
  delay: "",
  fault: "",
  times: "",
  left: null,
};

export function draftOf(rule: NewRule, key: number): RuleDraft {
  const steps = Array.isArray(rule.reply) ? rule.reply : [rule.reply];
  return {
    key,
    match: conditionsOf(rule.match),
    percent: textOf(rule.percent),
    seed: textOf(rule.seed),
    limitRequests: textOf(rule.limit?.requests),
    limitPer: rule.limit?.per ?? "",
    steps: steps.map(stepDraftOf),
    answered: rule.answered ?? 0,
    limited: rule.limited ?? 0,
  };
}

/** The rule as the catcher reads it. `index` is its place, for what can't be said. */
export function ruleOf(draft: RuleDraft, index: number): ReplyRule {
  const steps = draft.steps.map(stepOf);
  const rule: ReplyRule = {
    match: matchOfItem(index, draft.match),
    reply: steps.length === 1 ? steps[0]! : steps,
  };
  if (draft.percent !== "") rule.percent = numberOf(draft.percent);
  if (draft.seed !== "") rule.seed = numberOf(draft.seed);
  if (draft.limitRequests !== "" || draft.limitPer !== "") {
    rule.limit = { requests: numberOf(draft.limitRequests), per: draft.limitPer || "1s" };
  }
  return rule;
}

/** Whether some of its answers that were to be given so many times were given. */
export function isBegun({ steps }: RuleDraft): boolean {
  return steps.some(({ left }) => left !== null);
}

/** The rule with all of its answers still to be given. */
export function startedOver(draft: RuleDraft): RuleDraft {
  return { ...draft, steps: draft.steps.map((step) => ({ ...step, left: null })) };
}

/** "POST /hooks/*: 500 2 × (1 left), then 200". */
export function summaryOf({ match, percent, steps }: RuleDraft): string {
  const chance = percent === "" ? "" : ` in ${percent} %`;
  const shown = steps.slice(0, 4).map(stepText).join(", then ");
  return `${matchText(match)}${chance}: ${shown}${steps.length > 4 ? ", …" : ""}`;
}

/** Rules to begin with. */
export const examples: [name: string, rule: NewRule][] = [
  ["An answer of my own", { reply: { status: 200, body: "ok" } }],
  ["500 twice, then 200", { reply: [{ status: 500, times: 2 }, { status: 200 }] }],
  ["Down for a while: 503", { reply: { status: 503, headers: [["Retry-After", "30"]] } }],
  ["Slow: 3 s", { reply: { status: 200, delay: "3s" } }],
  ["Rate limit: 5 a second", { limit: { requests: 5, per: "1s" }, reply: { status: 200 } }],
  ["One in ten fails", { percent: 10, reply: { status: 500 } }],
  ["Connection reset", { reply: { status: 200, fault: "reset" } }],
  ["Gone: 410", { reply: { status: 410 } }],
  [
    "Echo as JSON",
    {
      reply: {
        status: 200,
        headers: [["Content-Type", "application/json"]],
        template: true,
        body: '{"id": "{{id}}", "method": "{{method}}", "path": "{{path}}"}',
      },
    },
  ],
];

export function exampleDraft(rule: NewRule): RuleDraft {
  return draftOf(rule, freshKey());
}

function stepDraftOf(step: KnownReplyStep): StepDraft {
  return {
    status: textOf(step.status),
    headers: step.headers ?? [],
    body: step.body ?? null,
    isTemplate: step.template ?? false,
    delay: step.delay ?? "",
    fault: step.fault ?? "",
    times: textOf(step.of ?? step.times),
    left: step.of === undefined ? null : (step.times ?? null),
  };
}

function stepOf(draft: StepDraft): ReplyStep {
  return {
    ...(draft.status !== "" && { status: numberOf(draft.status) }),
    ...(draft.headers.length > 0 && { headers: draft.headers }),
    ...(draft.body !== null && { body: draft.body }),
    ...(draft.isTemplate && { template: true }),
    ...(draft.delay !== "" && { delay: draft.delay }),
    ...(draft.fault !== "" && { fault: draft.fault }),
    ...(draft.left === null
      ? draft.times !== "" && { times: numberOf(draft.times) }
      : { times: draft.left, of: numberOf(draft.times) }),
  };
}

function stepText({ status, fault, delay, times, left }: StepDraft): string {
  const what = fault || status || "200";
  const after = delay === "" ? "" : ` after ${delay}`;
  const often = times === "" ? "" : ` ${times} ×${left === null ? "" : ` (${left} left)`}`;
  return `${what}${after}${often}`;
}

function textOf(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

/** What is no number goes as it was typed: the catcher says what it expected there. */
function numberOf(text: string): number {
  return (/^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : text) as number;
}
