import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { hitsInJson } = await importPageModule("body/finding/hits.ts");
const { wantedBy } = await importPageModule("body/finding/wanted.ts");

const text = String.raw`{"a":{"b":["x",{"c":"x"}]},"a.b":"x","f[x]":"x","n":17.0,"m":"M\u00fcller"}`;
/** The ways to what the filter finds. */
const found = (name, value) => hitsInJson(text, wantedBy([[name, value]])).map(({ path }) => path);

test("values are found by their paths, as the catcher finds them", () => {
  assert.deepEqual(found("json.a.b[1].c", "x"), [[0, 0, 1, 0]]);
  assert.deepEqual(found("json.a.b.c", "x"), [[0, 0, 1, 0]]);
  assert.deepEqual(found("json.a.b", "x"), [[0, 0, 0], [1]]);
  assert.deepEqual(found(String.raw`json.a\.b`, "x"), [[1]]);
  assert.deepEqual(found("json.f[x]", "*"), [[2]]);
  assert.deepEqual(found("json.n", "17.0"), [[3]]);
  assert.deepEqual(found("json.a.*.c", "X"), []);
});

test("texts are found in any case and behind escapes, unless they are to be exact", () => {
  assert.deepEqual(found("text", "müLLER"), [[4]]);
  assert.deepEqual(found("exact", "müLLER"), []);
  assert.deepEqual(found("text", "F[X"), [[2]]);
});
