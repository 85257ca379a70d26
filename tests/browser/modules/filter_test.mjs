import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { apiFilter, filterFromText, textFromFilter, withPart } =
  await importPageModule("api/filter.ts");

const read = (text) => [...filterFromText(text)];

test("reads the API's filters and takes the rest as text", () => {
  assert.deepEqual(read("method=POST lamp path=/a/* shade"), [
    ["method", "POST"],
    ["path", "/a/*"],
    ["text", "lamp shade"],
  ]);
});

test("keeps brackets and further equal signs in names and values", () => {
  assert.deepEqual(read("form.contact[email]=a=b header.X-Key=="), [
    ["form.contact[email]", "a=b"],
    ["header.X-Key", "="],
  ]);
});

test("takes what names no filter as text", () => {
  assert.deepEqual(read("colour=blue"), [["text", "colour=blue"]]);
  assert.deepEqual(read("=x"), [["text", "=x"]]);
});

test("keeps quoted blanks together", () => {
  assert.deepEqual(read('form.name="Jane Doe" "two words"'), [
    ["form.name", "Jane Doe"],
    ["text", "two words"],
  ]);
  assert.deepEqual(read('"form.first name=Jane"'), [["form.first name", "Jane"]]);
});

test("takes a quote that is not closed as it is", () => {
  assert.deepEqual(read('say "hello'), [["text", 'say "hello']]);
});

test("finds nothing to filter in blanks", () => {
  assert.deepEqual(read("   "), []);
});

test("writes text that it reads as the same filters", () => {
  for (const text of [
    "method=GET lamp",
    'form.name="Jane \\"JD\\" Doe"',
    "path=/a\\\\b",
    "a b c",
  ]) {
    const filter = filterFromText(text);
    assert.deepEqual([...filterFromText(textFromFilter(filter))], [...filter], text);
  }
});

test("asks the catcher for the ids of what is pinned, and for none where nothing is", () => {
  assert.equal(String(apiFilter("pinned=yes&method=GET", [3, 17])), "method=GET&id=3%2C17");
  assert.equal(String(apiFilter("pinned=yes", [])), "id=0");
  assert.equal(String(apiFilter("method=GET", [3])), "method=GET");
});

test("sets and leaves out a part of a filter", () => {
  assert.equal(withPart("method=GET&since=1", "since", "2"), "method=GET&since=2");
  assert.equal(withPart("method=GET&since=1", "since", null), "method=GET");
});
