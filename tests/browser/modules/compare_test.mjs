import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { align } = await importPageModule("compare/align.ts");
const { compareLines, comparePairs, hasOtherOrder } =
  await importPageModule("compare/difference.ts");
const { compareJson } = await importPageModule("compare/json_difference.ts");
const { parseJson } = await importPageModule("body/tree/json_tree.ts");
const { changedSpan } = await importPageModule("compare/changed_text.tsx");

const side = (text) => ({ text, root: parseJson(text) });
const jsonRows = (left, right) =>
  compareJson(side(left), side(right)).map(({ state, name, left: one, right: other }) => [
    state,
    name,
    one,
    other,
  ]);
const rowsOf = (rows) => rows.map(({ state, name, left, right }) => [state, name, left, right]);

test("aligns what is equal, and pairs what is between", () => {
  assert.deepEqual(align([1, 2, 3, 4], [1, 9, 3, 4]), [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  assert.deepEqual(align([1, 2, 3], [2, 3, 4]), [
    [0, null],
    [1, 0],
    [2, 1],
    [null, 2],
  ]);
  assert.deepEqual(align([], [7]), [[null, 0]]);
  assert.deepEqual(align([], []), []);
});

test("every place stands once, in order, in whatever lists", () => {
  let seed = 7;
  const random = (below) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 300; round += 1) {
    const [left, right] = [0, 1].map(() => Array.from({ length: random(30) }, () => random(6)));
    const rows = align(left, right);
    const places = (column) => rows.map((row) => row[column]).filter((place) => place !== null);
    assert.deepEqual(places(0), [...left.keys()]);
    assert.deepEqual(places(1), [...right.keys()]);
  }
});

test("lists with nothing in common are paired without pondering", () => {
  const left = Array.from({ length: 50_000 }, (_, index) => index);
  const rows = align(
    left,
    left.map((value) => value + 50_000),
  );
  assert.equal(rows.length, 50_000);
});

test("compares pairs by name, repeats in their order", () => {
  const left = [
    ["a", "1"],
    ["b", "2"],
    ["a", "3"],
    ["gone", "x"],
  ];
  const right = [
    ["b", "2"],
    ["a", "1"],
    ["a", "4"],
    ["new", ""],
  ];
  assert.deepEqual(rowsOf(comparePairs(left, right)), [
    ["same", "a", "1", "1"],
    ["same", "b", "2", "2"],
    ["changed", "a", "3", "4"],
    ["left", "gone", "x", null],
    ["right", "new", null, ""],
  ]);
  assert.equal(hasOtherOrder(left, right), true);
  assert.equal(hasOtherOrder(left, [...left, ["more", ""]]), false);
});

test("tells headers apart that differ in their letters' case", () => {
  const lower = (name) => name.toLowerCase();
  const rows = comparePairs([["X-A", "1"]], [["x-a", "1"]], lower);
  assert.deepEqual(rowsOf(rows), [["changed", "X-A / x-a", "1", "1"]]);
});

test("compares lines", () => {
  assert.deepEqual(rowsOf(compareLines(["a", "b", "c"], ["a", "c", "d"])), [
    ["same", "1", "a", "a"],
    ["left", "2", "b", null],
    ["same", "3", "c", "c"],
    ["right", "+3", null, "d"],
  ]);
});

test("finds no difference in JSON that means the same", () => {
  const [row] = jsonRows('{"a": 1, "b": ["\\u0041"]}', '{"b":["A"],"a":1}');
  assert.equal(row[0], "same");
});

test("compares JSON by its members, and items by what is equal", () => {
  assert.deepEqual(
    jsonRows('{"id":1,"tags":["a","b"],"old":true}', '{"tags":["b","c"],"id":"1","new":null}'),
    [
      ["changed", "id", "1", '"1"'],
      ["holds", "tags", null, null],
      ["left", "0", '"a"', null],
      ["same", "1", '"b"', '"b"'],
      ["right", "+1", null, '"c"'],
      ["left", "old", "true", null],
      ["right", "new", null, "null"],
    ],
  );
});

test("tells numbers apart that are written in other ways, and repeated members", () => {
  assert.equal(jsonRows("[1.0]", "[1]")[0][0], "changed");
  assert.deepEqual(
    jsonRows('{"a":1,"a":2}', '{"a":1,"a":3}').map(([state]) => state),
    ["same", "changed"],
  );
});

test("compares JSON of any depth", () => {
  const deep = (inner) => "[".repeat(100_000) + inner + "]".repeat(100_000);
  const rows = jsonRows(deep("1"), deep("2"));
  assert.equal(rows.length, 100_000);
  assert.deepEqual(rows[99_999], ["changed", "0", "1", "2"]);
});

test("marks what differs in the middle of two texts, and splits no character", () => {
  const span = (text, other) => {
    const { begin, end } = changedSpan(text, other);
    return text.slice(begin, end);
  };
  assert.equal(span("abcXdef", "abcYZdef"), "X");
  assert.equal(span("abcYZdef", "abcXdef"), "YZ");
  assert.equal(span("aaa", "aaaa"), "");
  assert.equal(span("🎣", "🎢"), "🎣");
  assert.equal(span("same", "same"), "");
});
