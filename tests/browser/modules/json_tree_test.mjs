import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { JsonError, parseJson } = await importPageModule("body/json_tree.ts");

const plain = (node) => {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(([key, value]) => [key, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "string":
      return node.value;
    default:
      return JSON.parse(node.text);
  }
};

const errorIn = (text) => {
  try {
    parseJson(text);
  } catch (error) {
    assert.ok(error instanceof JsonError, String(error));
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
    assert.deepEqual(plain(parseJson(text)), JSON.parse(text));
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
  assert.deepEqual(parseJson("12345678901234567890.10"), {
    kind: "number",
    text: "12345678901234567890.10",
  });
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

test("refuses to follow nesting without end", () => {
  assert.match(errorIn("[".repeat(200_000)).message, /deep/);
});
