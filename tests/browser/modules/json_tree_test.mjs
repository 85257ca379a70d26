import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { parseJson, sourceOf, valueOf } = await importPageModule("body/tree/json_tree.ts");

const plain = (node, text) => {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(([key, value]) => [key, plain(value, text)]));
    case "array":
      return node.items.map((item) => plain(item, text));
    case "string":
      return valueOf(node, text);
    default:
      return JSON.parse(sourceOf(node, text));
  }
};

const errorIn = (text) => {
  try {
    parseJson(text);
  } catch (error) {
    assert.ok("line" in error, String(error));
    return error;
  }
  return assert.fail(`no error in ${text}`);
};

test("reads what JSON.parse reads", () => {
  for (const text of [
    "{}",
    " [ ] ",
    '{"a":[1,-2.5e3,"x",true,false,null],"b":{"c":""}}',
    '"\\u00e9\\n\\"\\\\"',
    "0",
    '\t{"é 🎣":"🎣"}\r\n',
  ]) {
    assert.deepEqual(plain(parseJson(text), text), JSON.parse(text));
  }
});

test("refuses what JSON.parse refuses", () => {
  for (const text of [
    "",
    "{",
    "[1,]",
    "{a:1}",
    "01",
    "1.",
    '"\n"',
    '"\\x"',
    "[1]x",
    "nul",
    '{"a"1}',
  ]) {
    assert.throws(() => JSON.parse(text), SyntaxError, text);
    errorIn(text);
  }
});

test("keeps every digit of a number", () => {
  const text = "[12345678901234567890.10]";
  assert.equal(sourceOf(parseJson(text).items[0], text), "12345678901234567890.10");
});

test("knows the place of every value", () => {
  const text = ' {"a" : [1, {"b": "\\u0041"} ] } ';
  const root = parseJson(text);
  assert.equal(sourceOf(root, text), text.trim());
  const [, array] = root.members[0];
  assert.equal(sourceOf(array, text), '[1, {"b": "\\u0041"} ]');
  const [, string] = array.items[1].members[0];
  assert.deepEqual([sourceOf(string, text), valueOf(string, text)], ['"\\u0041"', "A"]);
});

test("keeps repeated members, in order", () => {
  const { members } = parseJson('{"b":1,"a":2,"b":3}');
  assert.deepEqual(
    members.map(([key]) => key),
    ["b", "a", "b"],
  );
});

test("says where the text stops being JSON", () => {
  const { line, column, position } = errorIn('{"a": 1,\n "b": oops}');
  assert.deepEqual({ line, column, position }, { line: 2, column: 7, position: 15 });
});

test("says that the text ends too early", () => {
  assert.match(errorIn('{"a": ').message, /ends in the middle/);
  assert.equal(errorIn('["abc').position, 1);
});

test("follows any depth, and says where it breaks there", () => {
  const depth = 200_000;
  let node = parseJson("[".repeat(depth) + "]".repeat(depth));
  for (let level = 1; level < depth; level += 1) node = node.items[0];
  assert.deepEqual(node.items, []);
  assert.equal(errorIn(`${'{"a":'.repeat(depth)}!`).position, 5 * depth);
});
