import { signal } from "@preact/signals";
import { agoText, elapsedText } from "./time";

let timer: ReturnType<typeof setInterval>;

/** Ticks each second while somebody shows it. */
const tick = signal(0, {
  watched: () => {
    timer = setInterval(() => (tick.value += 1), 1_000);
  },
  unwatched: () => clearInterval(timer),
});

/** How long ago that was, "12s", as time goes by. With `isSaid`: "12s ago". */
export function Ago({ at, isSaid = false }: { at: string; isSaid?: boolean }) {
  void tick.value;
  const text = agoText(at, Date.now());
  return <>{isSaid && /\d[smh]$/.test(text) ? `${text} ago` : text}</>;
}

/** How long it has been since then, "12 s", as time goes by. */
export function Elapsed({ since }: { since: string }) {
  void tick.value;
  return <>{elapsedText(Date.now() - Date.parse(since))}</>;
}
