import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { apiFilter, filterFromText, quotedValue, textFromFilter, withPart, withTerm } =
  await importPageModule("api/filter.ts");

const read = (text) => [...filterFromText(text)];

test("leaves the text to the catcher, but for what other controls set", () => {
  assert.deepEqual(read('method=POST lamp since=2026-01-01T00:00:00Z "since=x y" pinned=yes'), [
    ["since", "2026-01-01T00:00:00Z"],
    ["pinned", "yes"],
    ["q", 'method=POST lamp "since=x y"'],
  ]);
});

test("finds nothing to filter in blanks", () => {
  assert.deepEqual(read("   "), []);
});

test("writes an API query as it is typed", () => {
  const written = (query) => textFromFilter(new URLSearchParams(query));
  assert.equal(written("q=lamp+-x&since=1"), "lamp -x since=1");
  assert.equal(written("method=GET&text=a+b"), 'method=GET "a b"');
  assert.equal(written("form.first+name=Jane+Doe"), 'form."first name"="Jane Doe"');
  assert.equal(written("form.a[b]=c&text=-x"), 'form.a[b]=c "-x"');
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

test("adds a term, once, and in place of its opposite", () => {
  const added = (text, term) =>
    textFromFilter(new URLSearchParams(withTerm(String(filterFromText(text)), term)));
  assert.equal(added("", "form.a=b"), "form.a=b");
  assert.equal(added("lamp form.a=b x", "form.a=b"), "lamp x form.a=b");
  assert.equal(added("lamp form.a=b", "-form.a=b"), "lamp -form.a=b");
  assert.equal(added("-form.a=b", "form.a=b"), "form.a=b");
});

test("writes a value as it is typed where nothing in it has a meaning", () => {
  assert.equal(quotedValue("jane@example.com"), "jane@example.com");
  assert.equal(quotedValue("Jane Doe"), '"Jane Doe"');
  assert.equal(quotedValue('5*"x\\'), '"5*\\"x\\\\"');
  assert.equal(quotedValue(">5"), '">5"');
});
