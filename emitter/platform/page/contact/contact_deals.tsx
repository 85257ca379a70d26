import { clipped } from "../../../../catcher/page/pieces/visible";
import type { ContactDetails } from "../account/things";
import { moneyText } from "../deals/money";
import { DoButton } from "../doing/do_button";
import { dealForms } from "../doing/forms/deal_forms";
import { hrefOf } from "../shell/route";

export function ContactDeals({ contact: { id, email, deals } }: { contact: ContactDetails }) {
  return (
    <section aria-label="Deals">
      <h3>Deals</h3>
      <ul class="lines">
        {deals.map((deal) => (
          <li key={deal.id}>
            <a class="text" href={hrefOf({ screen: "deals", id: deal.id })}>
              {clipped(deal.title, 120)}
            </a>
            <span class="number">{moneyText(deal)}</span>
            <span class="faint">{deal.status}</span>
          </li>
        ))}
      </ul>
      <DoButton form={dealForms.addDeal} fixed={{ contact: id }} about={email} />
    </section>
  );
}
