import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { fetchTerms } from "../../api/filters";
import type { Pairs } from "../../api/capture";
import { withPart } from "../../api/filter";
import type { Feed } from "../../feed/feed";
import { Marking } from "../../pieces/text/marking";
import { route } from "../../shell/route";
import { FindingContext } from "./finding";
import { nothing, wantedBy } from "./wanted";

interface FindScopeProps {
  feed: Feed;
  /** The capture that is shown, once it is there. */
  id: number | null;
  children: ComponentChildren;
}

/**
 * Marks what the search looks for in all that is shown of a capture, and brings it in sight: in the
 * body, whose view does that itself, or else wherever it stands first.
 */
export function FindScope({ feed, id, children }: FindScopeProps) {
  const place = useRef<HTMLDivElement>(null);
  const wanted = useSearched(feed);
  useLayoutEffect(() => {
    if (id === null || wanted === nothing || !place.current) return;
    if (place.current.querySelector("mark.sought")) return;
    place.current.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  }, [id, wanted]);
  const finding = useMemo(() => ({ wanted, hits: [], sought: null }), [wanted]);
  return (
    <Marking.Provider value={wanted.texts}>
      <FindingContext.Provider value={finding}>
        <div ref={place}>{children}</div>
      </FindingContext.Provider>
    </Marking.Provider>
  );
}

/** What the search looks for, as the catcher has read it; nothing until then. */
function useSearched(feed: Feed) {
  const filter = withPart(route.value.filter, "pinned", null);
  const [terms, setTerms] = useState<{ filter: string; terms: Pairs } | null>(null);
  const { sought } = feed;
  const isRead = sought.isFiltered && sought.loaded.value && sought.refusal.value === "";
  useEffect(() => {
    if (filter === "" || !isRead) return undefined;
    const run = new AbortController();
    fetchTerms(new URLSearchParams(filter), run.signal).then(
      (read) => setTerms({ filter, terms: read }),
      // Then nothing is marked.
      () => undefined,
    );
    return () => run.abort();
  }, [filter, isRead]);
  const current = terms?.filter === filter ? terms.terms : null;
  return useMemo(() => (current ? wantedBy(current) : nothing), [current]);
}
