import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { Totals } = await importPageModule("feed/counting/totals.ts");

const captures = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at }));

/** What the catcher answers, once it is let to. */
function answering(t, { last, total }) {
  let answer;
  const isLet = new Promise((resolve) => (answer = resolve));
  const page = { captures: [{ id: last - total + 1 }], last, total, dropped: 0 };
  t.mock.method(globalThis, "fetch", async () => {
    await isLet;
    return Response.json(page);
  });
  return answer;
}

test("what the catcher has counted isn't counted again when the stream tells of it", async (t) => {
  const totals = new Totals();
  answering(t, { last: 7, total: 5 })();
  await totals.read();
  totals.add(captures(6, 9));
  assert.equal(totals.counts.value.total, 7);
  totals.add(captures(10, 10));
  assert.equal(totals.counts.value.total, 8);
});

test("what the stream told of while the catcher was asked is counted", async (t) => {
  const totals = new Totals();
  totals.add(captures(1, 3));
  const answer = answering(t, { last: 3, total: 3 });
  const reading = totals.read();
  totals.add(captures(4, 6));
  answer();
  await reading;
  assert.equal(totals.counts.value.total, 6);
});

test("another store is counted from its beginning", async (t) => {
  const totals = new Totals();
  totals.add(captures(1, 300));
  totals.clear();
  answering(t, { last: 2, total: 2 })();
  await totals.read();
  assert.equal(totals.counts.value.total, 2);
});
