import { route } from "../shell/route";
import { DeliveryDetails } from "./delivery_details";
import { DeliveryFilters } from "./delivery_filters";
import { filterOf } from "./delivery_list";
import { DeliveryRows } from "./delivery_rows";

/** All deliveries, or those that are asked for; and one of them beside. */
export function DeliveriesScreen() {
  const { id, query } = route.value;
  const filter = filterOf(query);
  return (
    <section class="screen list_and_one" aria-label="Deliveries">
      <header class="screen_head">
        <h2>Deliveries</h2>
      </header>
      <DeliveryFilters query={filter} />
      <div class={id === undefined ? "both" : "both with_one"}>
        <DeliveryRows key={filter} query={filter} chosen={id ?? null} />
        {id !== undefined && <DeliveryDetails key={id} id={id} query={filter} />}
      </div>
    </section>
  );
}
