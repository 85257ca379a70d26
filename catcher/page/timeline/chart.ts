import uPlot from "uplot";
import { fullTimeText } from "../pieces/time";
import { isUtc } from "../settings/zone";
import { chooseByTouch } from "./touch_drag";

export interface Bars {
  /** When each bucket begins, in seconds since 1970. */
  times: number[];
  bucketS: number;
  /** Of each layer and all below it, the highest first. */
  heights: number[][];
  /** Of the layers, in the same order. */
  colours: string[];
}

export interface ChartEvents {
  /** A stretch was dragged over; both in milliseconds since 1970. */
  onSelect: (fromMs: number, toMs: number) => void;
  /** A bucket was clicked on. */
  onPick: (bucket: number) => void;
  /** The bucket under the pointer; null where there is none. */
  onPoint: (bucket: number | null) => void;
}

const dragMinPx = 4;
/** So that a single capture isn't a wall. */
const shownBucketsMin = 20;

/** Bars that stand on each other, drawn one behind the other. */
export class Chart {
  private plot: uPlot | null = null;
  private bars: Bars | null = null;

  constructor(
    private readonly box: HTMLElement,
    private readonly events: ChartEvents,
  ) {}

  show(bars: Bars): void {
    const isSameShape = this.plot && this.bars?.colours.join() === bars.colours.join();
    this.bars = bars;
    if (isSameShape) {
      this.plot!.setData(dataOf(bars));
      return;
    }
    this.plot?.destroy();
    this.plot = new uPlot(this.options(bars), dataOf(bars), this.box);
  }

  resize(width: number, height: number): void {
    if (this.plot && width > 0) this.plot.setSize({ width, height });
  }

  destroy(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private options(bars: Bars): uPlot.Options {
    const style = getComputedStyle(this.box);
    const axis = {
      stroke: style.color,
      font: `11px ${style.fontFamily}`,
      grid: { stroke: style.borderTopColor, width: 1 },
      ticks: { show: false },
    };
    return {
      width: this.box.clientWidth,
      height: this.box.clientHeight,
      legend: { show: false },
      // The last tick's text reaches beyond the plot.
      padding: [8, 38, 0, 0],
      tzDate: (seconds) => {
        const date = new Date(seconds * 1_000);
        return isUtc() ? uPlot.tzDate(date, "Etc/UTC") : date;
      },
      scales: {
        x: { range: () => this.rangeX() },
        y: { range: (_, __, max) => [0, Math.max(1, max) * 1.05] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 22,
          gap: 3,
          space: 76,
          values: (_, ticks, __, ___, stepS) => ticks.map((tick) => tickText(tick, stepS)),
        },
        {
          ...axis,
          size: 44,
          gap: 4,
          space: 28,
          incrs: wholeSteps,
          values: (_, ticks) => ticks.map((tick) => tick.toLocaleString("en")),
        },
      ],
      series: [
        {},
        ...bars.colours.map((colour) => ({
          fill: colour,
          width: 0,
          points: { show: false },
          paths: uPlot.paths.bars!({ align: 1, size: [0.86, 40, 3] }),
        })),
      ],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      hooks: {
        ready: [chooseByTouch, (plot) => this.pickByClick(plot)],
        setSelect: [(plot) => this.takeSelection(plot)],
        setCursor: [(plot) => this.events.onPoint(plot.cursor.idx ?? null)],
      },
    };
  }

  /** A finger that taps asks what is there; a stretch that was dragged over is no click. */
  private pickByClick(plot: uPlot): void {
    plot.over.addEventListener("click", (event) => {
      const isMouse = !(event instanceof PointerEvent) || event.pointerType === "mouse";
      const bucket = plot.cursor.idx;
      if (isMouse && typeof bucket === "number") this.events.onPick(bucket);
    });
  }

  private rangeX(): [number, number] {
    const { times, bucketS } = this.bars!;
    const from = times[0] ?? 0;
    return [from, from + Math.max(times.length, shownBucketsMin) * bucketS];
  }

  private takeSelection(plot: uPlot): void {
    const { left, width } = plot.select;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (width < dragMinPx) return;
    const fromMs = plot.posToVal(left, "x") * 1_000;
    const toMs = plot.posToVal(left + width, "x") * 1_000;
    this.events.onSelect(fromMs, toMs);
  }
}

function tickText(seconds: number, stepS: number): string {
  const text = fullTimeText(new Date(seconds * 1_000).toISOString());
  if (stepS >= 86_400) return text.slice(5, 10);
  if (stepS >= 60) return text.slice(11, 16);
  return text.slice(11, stepS >= 1 ? 19 : 23);
}

/** There are no halves of requests. */
const wholeSteps = [1, 2, 5].flatMap((step) =>
  Array.from({ length: 8 }, (_, at) => step * 10 ** at),
);
wholeSteps.sort((a, b) => a - b);

function dataOf({ times, heights }: Bars): uPlot.AlignedData {
  return [times, ...heights];
}
