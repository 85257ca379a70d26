import type { TimelineCounts } from "../api/capture";

export type StackedBy = "status" | "channel";

/** One colour of the bars. */
export interface Layer {
  name: string;
  /** As CSS has it: .layer.s2, .layer.c1, … */
  kind: string;
  total: number;
  counts: number[];
}

/** More channels than this share a layer. */
const channelsMax = 6;

/** The counts in layers, from the lowest. */
export function layersOf(timeline: TimelineCounts, by: StackedBy): Layer[] {
  const sums = new Map<string, number[]>();
  for (const series of timeline.series) {
    const name = by === "status" ? series.status : series.channel;
    const sum = sums.get(name) ?? series.counts.map(() => 0);
    sums.set(
      name,
      series.counts.map((count, bucket) => count + (sum[bucket] ?? 0)),
    );
  }
  const layers = [...sums].map(([name, counts]) => ({
    name,
    kind: "",
    total: total(counts),
    counts,
  }));
  return by === "status" ? byStatus(layers) : byChannel(layers);
}

/** For drawing one behind the other: each layer with all that lie below it, the highest first. */
export function stacked(layers: Layer[]): number[][] {
  const heights: number[][] = [];
  for (const { counts } of layers) {
    const below = heights[0];
    heights.unshift(counts.map((count, bucket) => count + (below?.[bucket] ?? 0)));
  }
  return heights;
}

function byStatus(layers: Layer[]): Layer[] {
  return layers
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((layer) => ({ ...layer, kind: `s${/^\d/.exec(layer.name)?.[0] ?? "0"}` }));
}

/** The busiest each by itself, the others together. */
function byChannel(layers: Layer[]): Layer[] {
  const busiest = layers.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  const alone = busiest.length > channelsMax ? channelsMax - 1 : channelsMax;
  const shown = busiest.slice(0, alone).map((layer, at) => ({ ...layer, kind: `c${at}` }));
  const rest = busiest.slice(alone);
  if (rest.length === 0) return shown;
  const counts = rest[0]!.counts.map((_, bucket) =>
    rest.reduce((sum, layer) => sum + layer.counts[bucket]!, 0),
  );
  return [...shown, { name: `${rest.length} others`, kind: "rest", total: total(counts), counts }];
}

function total(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
