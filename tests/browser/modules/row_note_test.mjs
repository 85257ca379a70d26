import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { noteOf } = await importPageModule("list/notes/row_note.ts");

const captureOf = (data) => ({ headers: [], query: [], body: { encoding: "utf-8", data } });
const fieldsOf = (data) => Object.fromEntries(noteOf(captureOf(data)).fields);

test("a number has all digits that were sent", () => {
  assert.deepEqual(fieldsOf('{"id": 9007199254740993, "amount": 17.00}'), {
    id: "9007199254740993",
    amount: "17.00",
  });
});

test("plain values are named by their path, and of several objects those of the first", () => {
  assert.deepEqual(fieldsOf('[{"data": {"email": "a\\u0040b.c", "list": [1], "is": true}}, {}]'), {
    "data.email": "a@b.c",
  });
  assert.deepEqual(fieldsOf('{"a": 1}\n{"a": 2}\n'), { a: "1" });
});

test("what is no JSON has no such values", () => {
  for (const text of ["[1, 2", "{a: 1}", "[1]", "plain"]) assert.deepEqual(fieldsOf(text), {});
});
