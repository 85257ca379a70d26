import { signal } from "@preact/signals";
import { sentenceOf } from "../api/api";
import { account } from "../account/account";
import type { Deal, Stage } from "../account/things";
import { perform } from "../doing/doing";
import { changeForms } from "../doing/forms/change_forms";

/** Stages of deals as they were moved here, while the platform hasn't said so yet. */
const moved = signal<ReadonlyMap<number, number>>(new Map());

/** What was moved last, or why it couldn't be, in words for those who don't see it. */
export const moveSaid = signal("");

export function stageOf(deal: Deal): number {
  return moved.value.get(deal.id) ?? deal.stage;
}

/** Shown at once where it goes; back where it was if the platform refuses. */
export async function moveTo(deal: Deal, stage: Stage): Promise<void> {
  if (stageOf(deal) === stage.id) return;
  moved.value = new Map([...moved.value, [deal.id, stage.id]]);
  try {
    await perform(changeForms.moveDeal, { deal: deal.id, stage: stage.id });
    const overview = account.value;
    if (overview) {
      const deals = overview.deals.map((one) =>
        one.id === deal.id ? { ...one, stage: stage.id } : one,
      );
      account.value = { ...overview, deals };
    }
    moveSaid.value = `${deal.title} is in ${stage.title}.`;
  } catch (error) {
    moveSaid.value = `${deal.title} stays where it was: ${sentenceOf(error)}`;
  }
  moved.value = new Map([...moved.value].filter(([id]) => id !== deal.id));
}
