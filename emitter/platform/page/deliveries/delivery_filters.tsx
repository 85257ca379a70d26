import { clipped } from "../../../../catcher/page/pieces/visible";
import { EventSelect, FilterBar } from "../rows/filter_bar";
import { webhooks } from "../webhooks/webhooks";

/** Which deliveries are listed. `query`: what is asked for by now. */
export function DeliveryFilters({ query }: { query: string }) {
  return (
    <FilterBar
      screen="deliveries"
      query={query}
      selects={(select) => (
        <>
          <select aria-label="State" {...select("state")}>
            <option value="">any state</option>
            <option value="pending">pending</option>
            <option value="delivered">delivered</option>
            <option value="failed">failed</option>
          </select>
          <EventSelect {...select("type")} />
          <select aria-label="Webhook" {...select("webhook")}>
            <option value="">any webhook</option>
            {webhooks.value.map(({ id, name }) => (
              <option key={id} value={id}>
                {clipped(name, 60)}
              </option>
            ))}
          </select>
        </>
      )}
    />
  );
}
