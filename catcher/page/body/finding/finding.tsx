import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { Pairs } from "../../api/capture";
import { Marking } from "../../pieces/text/marking";
import { type Hit, nextTo, type Sought, soughtIn } from "./hit";
import { hitsInPairs } from "./hits";
import { nothing, type Wanted, type WantedValue } from "./wanted";

/** What is looked for in the content around, where it stands, and which of it is to be seen now. */
export interface Finding {
  wanted: Wanted;
  hits: readonly Hit[];
  sought: Sought | null;
}

const none: Finding = { wanted: nothing, hits: [], sought: null };

export const FindingContext = createContext<Finding>(none);

export function useFinding(): Finding {
  return useContext(FindingContext);
}

/** Around what no search looks into: the answer to a request. */
export function NothingSought({ children }: { children: ComponentChildren }) {
  return (
    <Marking.Provider value={nothing.texts}>
      <FindingContext.Provider value={none}>{children}</FindingContext.Provider>
    </Marking.Provider>
  );
}

/** Around what stands beside the content: what is looked for is marked there, and not counted. */
export function Uncounted({ children }: { children: ComponentChildren }) {
  const { wanted } = useFinding();
  const finding = useMemo(() => ({ wanted, hits: [], sought: null }), [wanted]);
  return <FindingContext.Provider value={finding}>{children}</FindingContext.Provider>;
}

interface FindingPartProps {
  index: number;
  children: ComponentChildren;
}

/** One of several parts of the content: what is found in it, as if it were all. */
export function FindingPart({ index, children }: FindingPartProps) {
  const { wanted, hits, sought } = useFinding();
  const inside = useMemo(() => {
    const here = hits.filter(({ path }) => path[0] === index);
    return here.map((hit) => ({ ...hit, path: hit.path.slice(1) }));
  }, [hits, index]);
  return (
    <FindingContext.Provider value={{ wanted, hits: inside, sought: soughtIn(sought, index) }}>
      {children}
    </FindingContext.Provider>
  );
}

/** The row that is to be among those shown: of the hit that is sought, or else of the first hit. */
export function useRowInSight(pairs: Pairs, kind: WantedValue["kind"] | null): number | null {
  const { wanted, sought } = useFinding();
  const first = useMemo(
    () => hitsInPairs(pairs, kind, wanted, 1)[0]?.path[0] ?? null,
    [pairs, kind, wanted],
  );
  return sought ? nextTo(sought) : first;
}
