import { useEffect, useState } from "preact/hooks";
import { Serial } from "../account/serial";
import { fetchJson, sentenceOf } from "../api/api";
import type { Deliveries, Delivery } from "../api/platform";
import { live } from "../live/live";

interface Known {
  delivery: Delivery | null;
  /** Why it can't be shown, a sentence. */
  failure: string;
}

/**
 * That delivery, as it goes on. It is asked for among all: one that the log has dropped is then
 * missing from the answer, and no failed resource in the console.
 */
export function useDelivery(id: number): Known {
  const [known, setKnown] = useState<Known>({ delivery: null, failure: "" });
  useEffect(() => {
    const asking = new AbortController();
    const serial = new Serial(async () => {
      const url = `/hookline/deliveries?ids=${id}&limit=1`;
      try {
        const [delivery = null] = (await fetchJson<Deliveries>(url, asking.signal)).deliveries;
        const failure = delivery ? "" : "This delivery is not in the log any more.";
        setKnown({ delivery, failure });
      } catch (error) {
        if (!asking.signal.aborted) setKnown({ delivery: null, failure: sentenceOf(error) });
      }
    });
    serial.ask();
    const leave = live.onDeliveries((ids, missed) => {
      if (missed || ids.includes(id)) serial.ask();
    });
    return () => {
      leave();
      asking.abort();
    };
  }, [id]);
  return known.delivery && known.delivery.id !== id ? { delivery: null, failure: "" } : known;
}
