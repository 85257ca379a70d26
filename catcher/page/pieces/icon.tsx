// Drawn on a grid of 16, with strokes, in the colour of the text around.
const paths = {
  arrowDown: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  arrowUp: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  auto: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  back: "M13 8H3M7.5 3.5 3 8l4.5 4.5",
  box: "M2.5 5 8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5 8 7.5 13.5 5M8 7.5v6",
  check: "m3 8.5 3.2 3.2L13 5",
  close: "m4 4 8 8m0-8-8 8",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  compare: "M2.5 3h4v10h-4zM9.5 3h4v10h-4z",
  copy: "M6 5.5h7v8H6zM10 5.5v-3H3v8h3",
  download: "M8 2.5v8M4.5 7 8 10.5 11.5 7M3 13.5h10",
  help: "M6 6.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1v.4M8 11.6v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
  link: "M6.8 9.2 9.2 6.8M7.5 4.8l1.3-1.3a2.6 2.6 0 0 1 3.7 3.7l-1.3 1.3M8.5 11.2l-1.3 1.3a2.6 2.6 0 0 1-3.7-3.7l1.3-1.3",
  moon: "M13.2 9.6A5.6 5.6 0 1 1 6.4 2.8a4.4 4.4 0 0 0 6.8 6.8z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  pin: "M6 2.5h4l-.5 4.5 2.5 2.5H4L6.5 7zM8 9.5v4",
  play: "M5 3.2v9.6L12.5 8z",
  chart: "M2.5 13.5h11M4 11V8M7 11V4.5M10 11V6.5M13 11V3",
  key: "M5 7.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M7.2 8.5 13 2.7M10.5 5.2l2 2",
  replay: "M3.5 8a4.8 4.8 0 1 1 1.5 3.5M3.5 8 1.7 5.9M3.5 8l2.4-1.4",
  reply: "M6.5 3.5 2.5 7.5l4 4M2.5 7.5h6.5a4.5 4.5 0 0 1 4.5 4.5v1",
  search: "M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4M10.2 10.2l3.3 3.3",
  send: "M13.5 2.5 7 9M13.5 2.5l-4 11L7 9 2.5 6.5z",
  sliders:
    "M2.5 4.5h5M11 4.5h2.5M2.5 11.5h2.5M8.5 11.5h5M9.2 2.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6M6.7 9.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  swap: "M3 5.5h10M10.5 3 13 5.5 10.5 8M13 10.5H3M5.5 8 3 10.5 5.5 13",
  terminal: "M2 3h12v10H2zM4.5 6l2 2-2 2M8 10h3.5",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
  warning: "M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1",
};

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
