import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { knownValues } = await importPageModule("feed/known_values.ts");

test("what a search suggests of JSON is what was sent, digit for digit", () => {
  const data = '{"order": {"id": 9007199254740993, "a.b": [{"n": 1.50}, {"n": null}]}}';
  knownValues.learn({ query: [], headers: [], body: { encoding: "utf-8", data } });
  assert.deepEqual(knownValues.of("json.order.id"), ["9007199254740993"]);
  assert.deepEqual(knownValues.of("json.order.a\\.b.n"), ["null", "1.50"]);
});
