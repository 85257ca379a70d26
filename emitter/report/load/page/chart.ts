import uPlot from "uplot";
import { numberText, percentileMarks, percentText, type Plot } from "./plot";

const height = 280;
/** Charts over time point at the same moment. */
const sync = { key: "time" };

/** One plot as it is on the page: drawn anew when its size, the colours or its scale change. */
export class Chart {
  private chart: uPlot | null = null;
  private isLogarithmic = false;

  constructor(
    private readonly plot: Plot,
    private readonly box: HTMLElement,
    private readonly onZoom: (isZoomed: boolean) => void,
  ) {}

  draw(): void {
    this.chart?.destroy();
    this.onZoom(false);
    const data = [this.plot.xs, ...this.plot.lines.map((line) => this.shown(line.values))];
    this.chart = new uPlot(this.options(), data as uPlot.AlignedData, this.box);
  }

  fit(): void {
    const width = this.box.clientWidth;
    if (this.chart && width > 0 && width !== this.chart.width)
      this.chart.setSize({ width, height });
  }

  setLogarithmic(isLogarithmic: boolean): void {
    this.isLogarithmic = isLogarithmic;
    this.draw();
  }

  showAll(): void {
    const { xs } = this.plot;
    this.chart?.setScale("x", { min: xs[0] ?? 0, max: xs.at(-1) ?? 1 });
  }

  /** A logarithm has no place for 0. */
  private shown(values: (number | null)[]): (number | null)[] {
    return this.isLogarithmic ? values.map((value) => (value ? value : null)) : values;
  }

  private options(): uPlot.Options {
    const { lines, x, unit } = this.plot;
    const isTime = x === "seconds";
    const xText = (value: number) => (isTime ? `${numberText(value)} s` : percentText(value));
    return {
      width: this.box.clientWidth,
      height,
      padding: [12, 36, 0, 0],
      scales: {
        x: { time: false },
        y: this.isLogarithmic
          ? { distr: 3 }
          : { range: (_, __, max) => [0, max > 0 ? max * 1.05 : 1] },
      },
      axes: [
        {
          ...this.axis(),
          space: isTime ? 60 : 40,
          ...(isTime ? {} : { splits: (_, __, from, to) => percentileMarks(from, to) }),
          values: (_, marks) => marks.map(xText),
        },
        { ...this.axis(), size: 64, values: (_, marks) => marks.map(this.markText) },
      ],
      series: [
        { label: isTime ? "at" : "percentile", value: (_, value) => textOf(value, xText) },
        ...lines.map(({ name, style }) => ({
          label: name,
          stroke: colourOf(this.box, style),
          width: 1.5,
          points: { show: true, filter: lonePointsOf },
          value: (_: uPlot, value: number | null) =>
            textOf(value, (number) => `${numberText(number)} ${unit}`),
        })),
      ],
      cursor: { drag: { x: true, y: false }, ...(isTime ? { sync } : {}) },
      hooks: { setScale: [(chart, key) => key === "x" && this.onZoom(this.isZoomed(chart))] },
    };
  }

  private axis(): uPlot.Axis {
    const style = getComputedStyle(this.box);
    const grid = { stroke: style.borderTopColor, width: 1 };
    return { stroke: style.color, font: `12px ${style.fontFamily}`, grid, ticks: grid };
  }

  /** Of a logarithmic axis only some marks come with a number. */
  private readonly markText = (value: number | null) => textOf(value, numberText, "");

  private isZoomed(chart: uPlot): boolean {
    const { min, max } = chart.scales["x"]!;
    const { xs } = this.plot;
    return min !== xs[0] || max !== xs.at(-1);
  }
}

/** Where a series' value has no neighbour to draw a line to. */
function lonePointsOf(chart: uPlot, series: number): number[] {
  const values: ArrayLike<number | null | undefined> = chart.data[series] ?? [];
  const has = (at: number) => typeof values[at] === "number";
  const lone: number[] = [];
  for (let at = 0; at < values.length; at++) {
    if (has(at) && !has(at - 1) && !has(at + 1)) lone.push(at);
  }
  return lone;
}

function textOf(value: number | null, text: (value: number) => string, none = "–"): string {
  return value === null || value === undefined ? none : text(value);
}

/** What a class of the report's style draws with. */
function colourOf(box: HTMLElement, style: string): string {
  const probe = document.createElement("span");
  probe.className = style;
  box.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
