import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchFilters, type KnownFilter } from "../api/filters";
import type { Feed } from "../feed/feed";
import { knownValues, summaryValues } from "../feed/known_values";
import type { Knowledge } from "./suggestions";

/** Filters of the page's own. */
const ownFilters: KnownFilter[] = [{ name: "pinned", finds: "what you pinned: pinned=yes" }];
const summariesMax = 500;

/** What the catcher and the captures at hand know, asked for once somebody searches (`wanted`). */
export function useKnowledge(feed: Feed, wanted: boolean): Knowledge {
  const [filters, setFilters] = useState<readonly KnownFilter[]>([]);
  const isMissing = wanted && filters.length === 0;
  useEffect(() => {
    if (!isMissing) return;
    // Without them, there are fewer suggestions.
    fetchFilters().then(
      (known) => setFilters([...known.filter(({ name }) => name !== "q"), ...ownFilters]),
      () => undefined,
    );
  }, [isMissing]);
  return useMemo(() => {
    const { list } = feed;
    const summaries = () => {
      const rows = Array.from({ length: Math.min(summariesMax, list.length) }, (_, row) =>
        list.at(row),
      );
      return rows.filter((capture) => capture !== undefined);
    };
    return {
      filters,
      names: wanted ? knownValues.names : [],
      valuesOf: (name) => [...summaryValues(name, summaries()), ...knownValues.of(name)],
    };
  }, [feed, filters, wanted]);
}
