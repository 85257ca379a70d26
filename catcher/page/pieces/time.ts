import { isUtc } from "../settings/zone";

/** "now", "12s", "4m", "3h", then the date: how long ago it was. */
export function agoText(received: string, nowMs: number): string {
  const at = Date.parse(received);
  const seconds = Math.max(0, Math.round((nowMs - at) / 1000));
  if (seconds < 2) return "now";
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  const zone = isUtc() ? { timeZone: "UTC" } : {};
  return new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "short", ...zone });
}

/** "12 s", "3:05 min". */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)} min`;
}

/** "14:03:22.123456" in the chosen zone. */
export function clockText(received: string): string {
  return `${partsOf(received).clock}.${microsecondsOf(received)}`;
}

/** "2026-02-28 14:03:22.123456 +01:00" in the chosen zone; "… UTC" there. */
export function fullTimeText(received: string): string {
  const { date, offset } = partsOf(received);
  return `${date} ${clockText(received)} ${offset}`;
}

/** "2026-02-28 14:03" in the chosen zone. */
export function minuteText(at: string): string {
  const { date, clock } = partsOf(at);
  return `${date} ${clock.slice(0, 5)}`;
}

/** "850 µs", "12.3 ms", "1.20 s"; "< 1 µs" for 0, as what is measured in microseconds took some time. */
export function durationText(microseconds: number): string {
  if (microseconds < 1) return "< 1 µs";
  if (microseconds < 1_000) return `${microseconds} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1_000).toFixed(1)} ms`;
  return `${(microseconds / 1_000_000).toFixed(2)} s`;
}

function partsOf(received: string): { date: string; clock: string; offset: string } {
  const at = new Date(received);
  const minutes = isUtc() ? 0 : -at.getTimezoneOffset();
  const [date = "", clock = ""] = new Date(at.getTime() + minutes * 60_000)
    .toISOString()
    .split(/[T.]/);
  return { date, clock, offset: isUtc() ? "UTC" : offsetText(minutes) };
}

/** JavaScript's own dates stop at milliseconds. */
function microsecondsOf(received: string): string {
  const fraction = /\.(\d+)/.exec(received)?.[1] ?? "";
  return fraction.padEnd(6, "0").slice(0, 6);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
