import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { checkBody } = await importPageModule("replay/body_check.ts");

const typeOf = (essence) => ({ essence, params: new Map() });
const json = typeOf("application/json");
const form = typeOf("application/x-www-form-urlencoded");

test("JSON is well, or breaks at a place", () => {
  assert.deepEqual(checkBody("[1]", json), { isWell: true, sentence: "JSON, well formed." });
  const { isWell, sentence, position } = checkBody('{"a": 1,\n "b": oops}', json);
  assert.equal(isWell, false);
  assert.equal(position, 15);
  assert.match(sentence, /^This isn't JSON: .*, at line 2, column 7\.$/);
  assert.equal(checkBody("", json).isWell, false);
});

test("JSON is told by its type, or without one by how it begins", () => {
  assert.equal(checkBody("{", typeOf("application/problem+json")).isWell, false);
  assert.equal(checkBody(" {", typeOf("")).isWell, false);
  assert.equal(checkBody("text", typeOf("")), null);
  assert.equal(checkBody("{", typeOf("text/plain")), null);
});

test("a form is well where all that isn't plain is encoded", () => {
  assert.equal(checkBody("a=b&c%20d=%C3%BC+x", form).sentence, "A form of 2 fields.");
  assert.equal(checkBody("", form).sentence, "A form of 0 fields.");
  for (const [text, position] of [
    ["a=%", 2],
    ["a=%4", 2],
    ["a=%zz", 2],
    ["a=b c", 3],
    ["a=1\nb=2", 3],
    ["a=😀", 2],
  ]) {
    const check = checkBody(text, form);
    assert.deepEqual([check.isWell, check.position], [false, position], text);
    assert.doesNotMatch(check.sentence, /undefined|\ufffd/);
  }
});

test("what is very large is not looked at", () => {
  assert.equal(checkBody("x".repeat(600_000), json), null);
});
