/** What the report says of one plot, as JSON inside it. */
export interface Plot {
  title: string;
  unit: string;
  x: "percentile" | "seconds";
  /** Of percentiles in nines: 1 is 90 %, 2 is 99 %. */
  xs: number[];
  lines: Line[];
}

export interface Line {
  name: string;
  /** A class of the report's style, which has its colour. */
  style: string;
  values: (number | null)[];
}

const percentiles = [0, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 99.9999];

export const ninesOf = (percent: number) => -Math.log10(1 - percent / 100);

export function percentText(nines: number): string {
  const percent = 100 * (1 - 10 ** -nines);
  return `${Number(percent.toFixed(Math.max(1, Math.ceil(nines))))} %`;
}

/** Where an axis of percentiles has its marks, in nines. */
export function percentileMarks(from: number, to: number): number[] {
  const marks = percentiles.map(ninesOf).filter((nines) => nines >= from && nines <= to + 1e-9);
  return marks.length > 1 ? marks : [from, to];
}

/** Three digits that say something; thousands as they are. */
export function numberText(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
