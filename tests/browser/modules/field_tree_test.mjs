import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { fieldTree, partsOf } = await importPageModule("body/fields/field_tree.ts");

/** The tree as [key, values…, [children…]]. */
const outline = (nodes) =>
  nodes.map(({ key, values, children }) => [
    key,
    ...values.map(({ value }) => value),
    ...(children.length > 0 ? [outline(children)] : []),
  ]);

test("splits names at their brackets", () => {
  assert.deepEqual(partsOf("contact[fields][1]"), ["contact", "fields", "1"]);
  assert.deepEqual(partsOf("tags[]"), ["tags", ""]);
});

test("leaves names whose brackets do not match whole", () => {
  for (const name of ["a[b", "a]b[", "[a]", "a[b]c", "a[[b]]", ""]) {
    assert.deepEqual(partsOf(name), [name]);
  }
});

test("leaves a name that nests without end whole", () => {
  const name = `a${"[b]".repeat(10_000)}`;
  assert.deepEqual(partsOf(name), [name]);
});

test("gathers what belongs together, where it first appears", () => {
  const pairs = [
    ["contact[id]", "7"],
    ["type", "sale"],
    ["contact[fields][1]", "Blue"],
  ];
  assert.deepEqual(outline(fieldTree(pairs, 0, 10)), [
    [
      "contact",
      [
        ["id", "7"],
        ["fields", [["1", "Blue"]]],
      ],
    ],
    ["type", "sale"],
  ]);
});

test("keeps repeats, and a value beside its own children", () => {
  const pairs = [
    ["a", "1"],
    ["a", "2"],
    ["a[b]", "3"],
  ];
  assert.deepEqual(outline(fieldTree(pairs, 0, 10)), [["a", "1", "2", [["b", "3"]]]]);
});

test("keeps names that objects have by themselves", () => {
  assert.deepEqual(outline(fieldTree([["__proto__[constructor]", "x"]], 0, 10)), [
    ["__proto__", [["constructor", "x"]]],
  ]);
});

test("takes no more pairs than asked for", () => {
  const pairs = Array.from({ length: 10 }, (_, index) => [`f${index}`, ""]);
  assert.equal(fieldTree(pairs, 0, 3).length, 3);
});
