import { filterOf } from "../rows/filter_of";
import { route } from "../shell/route";
import { DeliveryDetails } from "./delivery_details";
import { DeliveryFilters } from "./delivery_filters";
import { DeliveryRows } from "./delivery_rows";

const filters = ["webhook", "state", "type", "contact", "event"];

/** All deliveries, or those that are asked for; and one of them beside. */
export function DeliveriesScreen() {
  const { id, query } = route.value;
  const filter = filterOf(query, filters);
  const withOne = id === undefined ? "" : "with_one";
  return (
    <section class={`screen list_and_one ${withOne}`} aria-label="Deliveries">
      <header class="screen_head">
        <h2>Deliveries</h2>
      </header>
      <DeliveryFilters query={filter} />
      <div class="both">
        <DeliveryRows key={filter} query={filter} chosen={id ?? null} />
        {id !== undefined && <DeliveryDetails key={id} id={id} query={filter} />}
      </div>
    </section>
  );
}
