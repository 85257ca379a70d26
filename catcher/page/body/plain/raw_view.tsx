import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchRaw, sentenceOf } from "../../api/api";
import { shownTextOf } from "../content";
import { HexView } from "./hex_view";
import { TextView } from "./text_view";

interface RawViewProps {
  id: number;
  /** Is told what is shown, once it is there. */
  onShown: (raw: string | Uint8Array) => void;
}

/** The request as it came off the wire, head and body. */
export function RawView({ id, onShown }: RawViewProps) {
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [failure, setFailure] = useState("");
  const [asHex, setAsHex] = useState(false);
  useEffect(() => {
    const run = new AbortController();
    fetchRaw(id, run.signal)
      .then(setBytes)
      .catch((error: unknown) => {
        if (!run.signal.aborted) setFailure(sentenceOf(error));
      });
    return () => run.abort();
  }, [id]);
  const text = useMemo(() => bytes && shownTextOf(bytes), [bytes]);
  useEffect(() => {
    if (bytes && text !== null) onShown(asHex ? bytes : text);
  }, [bytes, text, asHex, onShown]);
  if (failure) return <p class="notice">{failure}</p>;
  if (!bytes || text === null) return <p class="notice">Loading…</p>;
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          checked={asHex}
          onChange={(event) => setAsHex(event.currentTarget.checked)}
        />
        as bytes
      </label>
      {asHex ? <HexView bytes={bytes} /> : <TextView text={text} />}
    </>
  );
}
