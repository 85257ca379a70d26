import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TimelineCounts } from "../api/capture";
import { withPart } from "../api/filter";
import type { Feed } from "../feed/feed";
import { countText } from "../pieces/size";
import { clockText, fullTimeText } from "../pieces/time";
import { visible } from "../pieces/visible";
import { Preference } from "../settings/preference";
import { theme } from "../settings/theme";
import { zone } from "../settings/zone";
import { narrow } from "../shell/route";
import { Chart, type ChartEvents } from "./chart";
import { type Layer, layersOf, stacked } from "./stack";
import { useTimeline } from "./use_timeline";

export const timelineShown = new Preference("hookline.timeline", ["no", "yes"]);
const stackedBy = new Preference("hookline.timeline.by", ["status", "channel"]);

const bucketPx = 8;
const bucketsMax = 240;

interface TimelineProps {
  feed: Feed;
  /** As in the address. */
  filter: string;
}

/** How many came when; dragging over it narrows everything to that stretch. */
export function Timeline({ feed, filter }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null);
  const buckets = useBuckets(box);
  const timeline = useTimeline(feed, buckets);
  const by = stackedBy.value;
  const [pointed, setPointed] = useState<number | null>(null);
  const legend = useRef<HTMLUListElement>(null);
  const layers = useMemo(() => (timeline ? layersOf(timeline, by) : []), [timeline, by]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => layers.filter(({ name }) => !hidden.has(name)), [layers, hidden]);
  const toggle = (name: string) => {
    const others = [...hidden].filter((one) => one !== name);
    setHidden(new Set(hidden.has(name) ? others : [...others, name]));
  };

  const select = (fromMs: number, toMs: number) => narrow(withRange(filter, fromMs, toMs));
  const pick = (bucket: number) => {
    if (!timeline || !shown.some(({ counts }) => (counts[bucket] ?? 0) > 0)) return;
    const fromMs = Date.parse(timeline.from) + bucket * timeline.bucket_ms;
    select(fromMs, fromMs + timeline.bucket_ms);
  };
  useChart(box, legend, timeline, shown, { onSelect: select, onPick: pick, onPoint: setPointed });

  const isNarrowed = ["since", "until"].some((name) => new URLSearchParams(filter).has(name));
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="timeline_bar">
        <span class="timeline_said" aria-hidden="true">
          {pointed !== null && timeline ? bucketText(timeline, shown, pointed) : ""}
        </span>
        <ul class="layers" ref={legend} aria-label="Requests">
          {layers.map((layer) => (
            <li key={layer.name}>
              <button
                class="quiet layer"
                aria-pressed={!hidden.has(layer.name)}
                title="Show it in the chart, or hide it"
                onClick={() => toggle(layer.name)}
              >
                <span class={`swatch ${layer.kind}`} aria-hidden="true" />
                <bdi>{visible(layer.name.slice(0, 40)) || "no channel"}</bdi>{" "}
                {layer.total.toLocaleString("en")}
              </button>
            </li>
          ))}
        </ul>
        <label class="choice">
          by
          <select
            value={by}
            onChange={(event) => {
              stackedBy.value = event.currentTarget.value as typeof by;
            }}
          >
            <option value="status">status</option>
            <option value="channel">channel</option>
          </select>
        </label>
        {isNarrowed ? (
          <button class="plain" onClick={() => narrow(withoutRange(filter))}>
            All times
          </button>
        ) : (
          <button class="plain" onClick={() => select(Date.now() - 300_000, Infinity)}>
            Last 5 minutes
          </button>
        )}
      </div>
      <div
        class="chart"
        ref={box}
        role="img"
        aria-label={timeline ? summaryOf(timeline, shown) : "Loading…"}
      />
    </section>
  );
}

/** As many as there is room for; 0 until that is known. */
function useBuckets(box: { current: HTMLElement | null }): number {
  const [buckets, setBuckets] = useState(0);
  useLayoutEffect(() => {
    const element = box.current!;
    const count = () => {
      if (element.clientWidth === 0) return; // not shown
      const fit = Math.round(element.clientWidth / bucketPx / 20) * 20;
      setBuckets(Math.max(20, Math.min(bucketsMax, fit)));
    };
    const sizes = new ResizeObserver(count);
    sizes.observe(element);
    count();
    return () => sizes.disconnect();
  }, [box]);
  return buckets;
}

function useChart(
  box: { current: HTMLElement | null },
  legend: { current: HTMLElement | null },
  timeline: TimelineCounts | null,
  layers: Layer[],
  events: ChartEvents,
): void {
  const latest = useRef(events);
  useLayoutEffect(() => {
    latest.current = events;
  });
  const chart = useRef<Chart | null>(null);
  /** All that a chart is drawn by once and for all. */
  const look = `${theme.value} ${zone.value} ${isSystemDark.value}`;
  useEffect(() => {
    // While it is closed the box is gone already, and its size may be told once more.
    const element = box.current!;
    const made = new Chart(element, {
      onSelect: (fromMs, toMs) => latest.current.onSelect(fromMs, toMs),
      onPick: (bucket) => latest.current.onPick(bucket),
      onPoint: (bucket) => latest.current.onPoint(bucket),
    });
    chart.current = made;
    const sizes = new ResizeObserver(() => {
      made.resize(element.clientWidth, element.clientHeight);
    });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.destroy();
    };
  }, [box, look]);
  useEffect(() => {
    if (!timeline) return;
    const fromS = Date.parse(timeline.from) / 1_000;
    const bucketS = timeline.bucket_ms / 1_000;
    const buckets = Math.round((Date.parse(timeline.to) / 1_000 - fromS) / bucketS);
    chart.current!.show({
      times: Array.from({ length: buckets }, (_, bucket) => fromS + bucket * bucketS),
      bucketS,
      heights: stacked(layers),
      // The legend has the colours as the theme makes them; a canvas knows of no theme.
      colours: [...legend.current!.querySelectorAll('[aria-pressed="true"] .swatch')]
        .map((swatch) => getComputedStyle(swatch).backgroundColor)
        .reverse(),
    });
  }, [look, legend, timeline, layers]);
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const isSystemDark = signal(dark.matches);
dark.addEventListener("change", () => {
  isSystemDark.value = dark.matches;
});

function withRange(filter: string, fromMs: number, toMs: number): string {
  const since = withPart(filter, "since", new Date(fromMs).toISOString());
  return withPart(since, "until", toMs === Infinity ? null : new Date(toMs).toISOString());
}

function withoutRange(filter: string): string {
  return withPart(withPart(filter, "since", null), "until", null);
}

/** "14:03:20 to 14:03:30: 12 requests" */
function bucketText({ from, bucket_ms }: TimelineCounts, layers: Layer[], bucket: number): string {
  const beginMs = Date.parse(from) + bucket * bucket_ms;
  const count = layers.reduce((sum, { counts }) => sum + (counts[bucket] ?? 0), 0);
  const decimals = bucket_ms < 1_000 ? 12 : 8;
  const [begin, end] = [beginMs, beginMs + bucket_ms].map((ms) =>
    clockText(new Date(ms).toISOString()).slice(0, decimals),
  );
  return `${begin} to ${end}: ${countText(count, "request")}`;
}

/** For those who don't see the bars. */
function summaryOf({ from, bucket_ms }: TimelineCounts, layers: Layer[]): string {
  const total = layers.reduce((sum, layer) => sum + layer.total, 0);
  if (total === 0) return "No requests";
  const counts = layers[0]!.counts.map((_, bucket) =>
    layers.reduce((sum, layer) => sum + layer.counts[bucket]!, 0),
  );
  const peak = counts.indexOf(Math.max(...counts));
  const at = (bucket: number) =>
    fullTimeText(new Date(Date.parse(from) + bucket * bucket_ms).toISOString()).slice(0, 19);
  return `${countText(total, "request")} from ${at(0)} to ${at(counts.length)}; most, ${counts[peak]!.toLocaleString("en")}, at ${at(peak)}`;
}
