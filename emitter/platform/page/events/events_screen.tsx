import { Ago } from "../../../../catcher/page/pieces/now";
import { countText } from "../../../../catcher/page/pieces/size";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { EventEntry } from "../api/platform";
import { EventSelect, FilterBar } from "../rows/filter_bar";
import { filterOf } from "../rows/filter_of";
import { VirtualList } from "../rows/virtual_list";
import { hrefOf, route } from "../shell/route";
import { EventDetails } from "./event_details";
import { useEvents } from "./event_list";

const filters = ["type", "contact"];

/** What happened in the account; and of one event, which webhooks heard of it, and why not. */
export function EventsScreen() {
  const { id, query } = route.value;
  const filter = filterOf(query, filters);
  const withOne = id === undefined ? "" : "with_one";
  return (
    <section class={`screen list_and_one ${withOne}`} aria-label="Why not?">
      <header class="screen_head">
        <h2>Why not?</h2>
      </header>
      <FilterBar
        screen="events"
        query={filter}
        selects={(select) => <EventSelect {...select("type")} />}
      />
      <div class="both">
        <EventRows key={filter} query={filter} chosen={id ?? null} />
        {id !== undefined && <EventDetails key={id} id={id} query={filter} />}
      </div>
    </section>
  );
}

function EventRows({ query, chosen }: { query: string; chosen: number | null }) {
  return (
    <VirtualList
      list={useEvents(query)}
      label="Events listed"
      chosen={chosen}
      hrefOf={(id) => hrefOf({ screen: "events", id, query })}
      row={(event) => <Row event={event} />}
      empty={query === "" ? "Nothing has happened yet." : "None of these has happened."}
    />
  );
}

function Row({ event }: { event: EventEntry }) {
  const { id, label, source, at, summary, fired, deliveries } = event;
  const heard = Math.max(fired.length, deliveries.length);
  return (
    <>
      <span class="list_line">
        <span class="faint number">#{id}</span>
        <strong class="grow">{label}</strong>
        <span class="faint">{source}</span>
        <span class={heard > 0 ? "state_mark delivered" : "state_mark"}>
          {heard > 0 ? `fired ${countText(heard, "webhook")}` : "fired none"}
        </span>
      </span>
      <span class="list_line small">
        <bdi class="grow">{clipped(summary, 160)}</bdi>
        <time class="number" dateTime={at}>
          <Ago at={at} />
        </time>
      </span>
    </>
  );
}
