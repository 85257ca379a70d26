import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Capture } from "../../api/capture";
import type { BodyTab } from "../content_tabs";
import type { Content } from "../content";
import { hitsInBody } from "./body_hits";
import { type Finding, useFinding } from "./finding";
import type { Hit } from "./hit";
import { nothing, valuesAsTexts, type Wanted, wantedText } from "./wanted";

/** What is looked for in the body, and the steps from one hit to the next. */
export interface BodyFinding extends Finding {
  /** What is typed to be found in this body; null where nobody asked for that. */
  text: string | null;
  setText: (text: string | null) => void;
  /** The number of the hit that is sought, from 0. */
  at: number;
  step: (hits: number) => void;
  /** For the view of the request as it came, which fetches it and shows it as text or as bytes. */
  setRaw: (raw: string | Uint8Array) => void;
}

/** Looks for what is typed into the box above the body, or else for what the search has found. */
export function useBodyFinding(capture: Capture, content: Content, tab: BodyTab): BodyFinding {
  const searched = useFinding().wanted;
  const [text, setText] = useState<string | null>(null);
  const [raw, setRaw] = useState<string | Uint8Array>("");
  const wanted = useMemo(() => {
    if (text !== null) return text === "" ? nothing : wantedText(text);
    return ["text", "hex", "raw"].includes(tab) ? valuesAsTexts(searched) : searched;
  }, [text, searched, tab]);
  const hits = useSame(
    useMemo(
      () => hitsInBody(capture, content, tab, raw, wanted),
      [capture, content, tab, raw, wanted],
    ),
    `${capture.id} ${tab}`,
    wanted,
  );
  const { at, step } = useSteps(hits);
  useEffect(() => setRaw(""), [capture.id]);
  const hit = hits[at];
  const sought = useMemo(() => (hit ? { hit, depth: 0 } : null), [hit]);
  return { wanted, hits, sought, text, setText, at, step, setRaw };
}

/** The hits as they were where they are the same again: a capture is read anew when it is answered. */
function useSame(hits: readonly Hit[], of: string, wanted: Wanted): readonly Hit[] {
  const last = useRef({ hits, of, wanted });
  const { current } = last;
  const isSame =
    current.of === of && current.wanted === wanted && current.hits.length === hits.length;
  if (!isSame) last.current = { hits, of, wanted };
  return last.current.hits;
}

/** Begins with the first, and goes round. */
function useSteps(hits: readonly Hit[]) {
  const [state, setState] = useState({ hits, at: 0 });
  if (state.hits !== hits) setState({ hits, at: 0 });
  const at = state.hits === hits ? state.at : 0;
  const count = hits.length;
  return {
    at,
    step: (by: number) => {
      if (count > 0) setState({ hits, at: (at + by + count) % count });
    },
  };
}
