import { Select } from "../../../../catcher/page/controls/field";
import { countText } from "../../../../catcher/page/pieces/size";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Deal, Pipeline } from "../account/things";
import { account } from "../account/account";
import { DoButton } from "../doing/do_button";
import { dealForms } from "../doing/forms/deal_forms";
import { goTo, route } from "../shell/route";
import { DealCard } from "./deal_card";
import { stageOver } from "./dragging";
import { DealDetail } from "./deal_detail";
import { moneyText } from "./money";
import { moveSaid, stageOf } from "./moving";
import { Setup } from "./setup";
import { Tasks } from "./tasks";

/** The board: a pipeline's stages side by side, with their deals. */
export function Deals() {
  const overview = account.value;
  if (overview === null) return null;
  const { pipelines, deals } = overview;
  const { id, query } = route.value;
  const chosen = deals.find((deal) => deal.id === id);
  const wanted = chosen?.pipeline ?? Number(new URLSearchParams(query).get("pipeline"));
  const pipeline = pipelines.find((one) => one.id === wanted) ?? pipelines[0];
  return (
    <section class="screen deals" aria-label="Deals">
      <header class="screen_head">
        <h2>Deals</h2>
        <DoButton form={dealForms.addDeal} class="main" given={stageGiven(pipeline)} />
        <DoButton form={dealForms.addTask} />
        {pipeline && (
          <DoButton form={dealForms.addStage} given={{ "/stage/pipeline": String(pipeline.id) }} />
        )}
        <DoButton form={dealForms.addPipeline} />
      </header>
      {pipelines.length > 1 && pipeline && (
        <Select
          label="Pipeline"
          value={String(pipeline.id)}
          onValue={(value) => goTo({ screen: "deals", query: `pipeline=${value}` })}
          options={pipelines.map((one) => [String(one.id), one.title] as const)}
        />
      )}
      {pipeline ? (
        <Board pipeline={pipeline} deals={deals} chosen={chosen?.id ?? null} />
      ) : (
        <p class="faint">No pipeline yet: the first deal brings one, with its stages.</p>
      )}
      <p class="off_screen" role="status">
        {clipped(moveSaid.value, 300)}
      </p>
      {chosen ? (
        <DealDetail key={chosen.id} deal={chosen} />
      ) : (
        <Tasks tasks={overview.tasks} deals={deals} />
      )}
      <Setup overview={overview} />
    </section>
  );
}

function stageGiven(pipeline: Pipeline | undefined): Record<string, string> {
  const first = pipeline?.stages[0];
  return first ? { "/deal/stage": String(first.id) } : {};
}

interface BoardProps {
  pipeline: Pipeline;
  deals: readonly Deal[];
  chosen: number | null;
}

function Board({ pipeline, deals, chosen }: BoardProps) {
  const { stages } = pipeline;
  return (
    <div class="board" role="group" aria-label={`Stages of ${clipped(pipeline.title, 60)}`}>
      {stages.map((stage, at) => {
        const here = deals.filter((deal) => deal.status === "open" && stageOf(deal) === stage.id);
        return (
          <section
            class={stageOver.value === stage.id ? "stage over" : "stage"}
            key={stage.id}
            data-stage={stage.id}
            aria-label={stage.title}
          >
            <h3>
              <span class="text">{clipped(stage.title, 60)}</span>
              <span class="faint number">{sumText(here)}</span>
            </h3>
            <ul>
              {here.map((deal) => (
                <DealCard
                  key={deal.id}
                  deal={deal}
                  stages={stages}
                  at={at}
                  isChosen={deal.id === chosen}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** "2 deals, 30.00 USD"; amounts of several currencies make no sum. */
function sumText(deals: readonly Deal[]): string {
  const [first] = deals;
  const count = countText(deals.length, "deal");
  if (!first || deals.some(({ currency }) => currency !== first.currency)) return count;
  const value = deals.reduce((sum, deal) => sum + deal.value, 0);
  return `${count}, ${moneyText({ value, currency: first.currency })}`;
}
