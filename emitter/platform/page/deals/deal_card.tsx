import { QuietButton } from "../../../../catcher/page/pieces/controls/quiet_button";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Deal, Stage } from "../account/things";
import { hrefOf } from "../shell/route";
import { useDragging } from "./dragging";
import { moneyText } from "./money";
import { moveTo } from "./moving";

interface DealCardProps {
  deal: Deal;
  /** Of its pipeline, in order. */
  stages: readonly Stage[];
  /** The one that it is in, by its place among them. */
  at: number;
  isChosen: boolean;
}

/** A deal on the board: dragged, or moved by Shift and an arrow. */
export function DealCard({ deal, stages, at, isChosen }: DealCardProps) {
  const { offset, handlers } = useDragging((id) => {
    const stage = stages.find((one) => one.id === id);
    if (stage) void moveTo(deal, stage);
  });
  const step = async (by: number) => {
    const stage = stages[at + by];
    if (!stage) return;
    await moveTo(deal, stage);
    focusCard(deal.id);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !event.shiftKey) return;
    event.preventDefault();
    void step(by);
  };
  return (
    <li
      class={offset ? "deal_card dragged" : "deal_card"}
      style={{ transform: offset ? `translate(${offset.x}px, ${offset.y}px)` : "" }}
      data-deal={deal.id}
      {...handlers}
    >
      <a
        href={hrefOf({ screen: "deals", id: deal.id })}
        draggable={false}
        aria-current={isChosen ? "true" : undefined}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
        onKeyDown={press}
      >
        <span class="text">{clipped(deal.title, 120)}</span>
        <span class="faint number">{moneyText(deal)}</span>
      </a>
      <span class="card_tools">
        <Move by={-1} to={stages[at - 1]} onMove={step} />
        <span class="grip" aria-hidden="true" />
        <Move by={1} to={stages[at + 1]} onMove={step} />
      </span>
    </li>
  );
}

interface MoveProps {
  by: number;
  to: Stage | undefined;
  onMove: (by: number) => Promise<void>;
}

function Move({ by, to, onMove }: MoveProps) {
  const label = to ? `Move to ${clipped(to.title, 60)}` : "There is no further stage";
  return (
    <QuietButton label={label} onClick={to && (() => void onMove(by))}>
      {by < 0 ? "‹" : "›"}
    </QuietButton>
  );
}

/** In another column it is another element. */
function focusCard(deal: number): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-deal="${deal}"] a`)?.focus(),
  );
}
