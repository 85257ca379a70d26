import { useEffect, useState } from "preact/hooks";

/** The time in milliseconds; it ticks each second. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(nowMs, Date.now());
}
