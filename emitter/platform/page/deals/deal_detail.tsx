import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import type { Deal } from "../account/things";
import { account } from "../account/account";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { DoNow } from "../doing/do_now";
import { changeForms } from "../doing/forms/change_forms";
import { dealForms } from "../doing/forms/deal_forms";
import { hrefOf } from "../shell/route";
import { moneyText } from "./money";
import { DealPast } from "./deal_past";
import { Tasks } from "./tasks";

/** One deal, and what can be done with it. */
export function DealDetail({ deal }: { deal: Deal }) {
  const fixed = { deal: deal.id };
  const { updateDeal, noteDeal, addTask } = dealForms;
  const about = deal.title;
  const tasks = account.value?.tasks.filter((task) => task.deal === deal.id) ?? [];
  return (
    <article class="card deal_detail" aria-label={`Deal ${deal.id}`}>
      <h3 class="text">{visible(deal.title)}</h3>
      <p class="faint">
        <span class="number">{moneyText(deal)}</span>, {deal.status}
        {deal.contact && (
          <>
            {" · "}
            <a class="text" href={hrefOf({ screen: "contacts", id: deal.contact.id })}>
              {clipped(deal.contact.email, 80)}
            </a>
          </>
        )}
      </p>
      <p class="tools">
        <DoButton form={updateDeal} fixed={fixed} about={about} given={givenOf(deal)} isChange />
        <DoButton form={noteDeal} fixed={fixed} about={about} />
        <DoButton form={addTask} given={{ "/task/deal": String(deal.id) }} />
        {(["won", "lost"] as const).map((status) => (
          <DoNow key={status} form={changeForms.closeDeal} action={{ ...fixed, status }}>
            {status === "won" ? "Won" : "Lost"}
          </DoNow>
        ))}
        <DeleteButton form={changeForms.deleteDeal} action={fixed} name={deal.title} />
      </p>
      {tasks.length > 0 && <Tasks tasks={tasks} deals={[deal]} />}
      <DealPast deal={deal.id} />
    </article>
  );
}

function givenOf(deal: Deal): Record<string, string> {
  return {
    "/change/title": deal.title,
    "/change/value": String(deal.value),
    "/change/currency": deal.currency,
    "/change/stage": String(deal.stage),
    "/change/status": deal.status,
    "/change/owner": String(deal.owner ?? ""),
  };
}
