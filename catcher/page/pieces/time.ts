/** "now", "12s", "4m", "3h", then the date: how long ago it was. */
export function agoText(received: string, nowMs: number): string {
  const at = Date.parse(received);
  const seconds = Math.max(0, Math.round((nowMs - at) / 1000));
  if (seconds < 2) return "now";
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** "14:03:22.123456" in local time. */
export function clockText(received: string): string {
  const at = new Date(received);
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map(
    twoDigits,
  );
  return `${hours}:${minutes}:${seconds}.${microsecondsOf(received)}`;
}

/** "2026-02-28 14:03:22.123456 +01:00", local. */
export function fullTimeText(received: string): string {
  const at = new Date(received);
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join("-");
  return `${date} ${clockText(received)} ${offsetText(-at.getTimezoneOffset())}`;
}

/** "850 µs", "12.3 ms", "1.20 s". */
export function durationText(microseconds: number): string {
  if (microseconds < 1_000) return `${microseconds} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1_000).toFixed(1)} ms`;
  return `${(microseconds / 1_000_000).toFixed(2)} s`;
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
