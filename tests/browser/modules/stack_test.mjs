import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { layersOf, stacked } = await importPageModule("timeline/stack.ts");

const timeline = {
  from: "2026-02-28T12:00:00Z",
  to: "2026-02-28T12:00:02Z",
  bucket_ms: 1_000,
  series: [
    { status: "5xx", channel: "shop", counts: [0, 1] },
    { status: "2xx", channel: "", counts: [2, 0] },
    { status: "2xx", channel: "shop", counts: [3, 4] },
  ],
};

test("stacks by status, the lowest first", () => {
  const layers = layersOf(timeline, "status");
  assert.deepEqual(
    layers.map(({ name, kind, total }) => [name, kind, total]),
    [
      ["2xx", "s2", 9],
      ["5xx", "s5", 1],
    ],
  );
  assert.deepEqual(stacked(layers), [
    [5, 5],
    [5, 4],
  ]);
});

test("stacks by channel, the busiest first", () => {
  const layers = layersOf(timeline, "channel");
  assert.deepEqual(
    layers.map(({ name, counts }) => [name, counts]),
    [
      ["shop", [3, 5]],
      ["", [2, 0]],
    ],
  );
});

test("puts all but the busiest channels together", () => {
  const series = Array.from({ length: 9 }, (_, at) => ({
    status: "2xx",
    channel: `channel ${at}`,
    counts: [10 - at, 1],
  }));
  const layers = layersOf({ ...timeline, series }, "channel");
  assert.deepEqual(
    layers.map(({ name }) => name),
    ["channel 0", "channel 1", "channel 2", "channel 3", "channel 4", "4 others"],
  );
  assert.deepEqual(layers[5].counts, [5 + 4 + 3 + 2, 4]);
});

test("stacks nothing where nothing is", () => {
  assert.deepEqual(stacked(layersOf({ ...timeline, series: [] }, "status")), []);
});
