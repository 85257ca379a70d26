import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { CaptureList } = await importPageModule("feed/capture_list.ts");

const captures = (...ids) => ids.map((id) => ({ id }));
const idsOf = (list) => Array.from({ length: list.length }, (_, at) => list.at(at).id);
const listOf = (...ids) => {
  const list = new CaptureList(1_000);
  list.append(captures(...ids));
  return list;
};

test("has the newest first", () => {
  const list = listOf(1, 2, 3);
  assert.deepEqual(idsOf(list), [3, 2, 1]);
  assert.equal(list.rowOf(3), 0);
  assert.equal(list.rowOf(4), -1);
});

test("passes over what it has, so that a gap can be filled twice", () => {
  const list = listOf(1, 2);
  assert.equal(list.append(captures(1, 2, 3)), 1);
  assert.deepEqual(idsOf(list), [3, 2, 1]);
});

test("takes older ones at its end", () => {
  const list = listOf(5, 6);
  list.prepend(captures(3, 4, 5));
  assert.deepEqual(idsOf(list), [6, 5, 4, 3]);
});

test("replaces what is known of some ids and keeps the rest", () => {
  const list = listOf(1, 2, 3, 4, 9);
  list.replaceRange(2, 5, captures(2, 5));
  assert.deepEqual(idsOf(list), [9, 5, 2, 1]);
});

test("counts what is newer than an id, there or not", () => {
  const list = listOf(2, 4, 6);
  assert.equal(list.countAfter(4), 1);
  assert.equal(list.countAfter(3), 2);
  assert.equal(list.countAfter(0), 3);
});

test("lets the oldest go when it is full", () => {
  const list = new CaptureList(100);
  for (let id = 1; id <= 1_000; id += 1) list.append(captures(id));
  assert.ok(list.length >= 100 && list.length <= 105, `${list.length}`);
  assert.equal(list.newestId, 1_000);
});

test("forgets what the catcher has dropped", () => {
  const list = listOf(1, 2, 3);
  list.removeBefore(3);
  assert.deepEqual(idsOf(list), [3]);
  list.remove(3);
  assert.equal(list.newestId, 0);
});
