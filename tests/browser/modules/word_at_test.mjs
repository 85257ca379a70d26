import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { withWord, wordAt } = await importPageModule("search/word_at.ts");

test("takes the word at the caret apart", () => {
  const { sign, name, relation, value } = wordAt("lamp -form.type>=sa x", 19);
  assert.deepEqual([sign, name, relation, value], ["-", "form.type", ">=", "sa"]);
});

test("keeps blanks in quotes together, also where the quote isn't closed yet", () => {
  assert.equal(wordAt('form."first name"=x', 19).name, 'form."first name"');
  assert.equal(wordAt('form.name="Jane D', 17).value, "Jane D");
});

test("finds an empty word behind a blank", () => {
  assert.deepEqual(wordAt("lamp ", 5), {
    start: 5,
    end: 5,
    sign: "",
    name: "",
    relation: "",
    value: "",
  });
});

test("puts another word in its place, and the caret behind it", () => {
  const text = "a meth b";
  assert.deepEqual(withWord(text, wordAt(text, 6), "method="), { text: "a method= b", caret: 9 });
});
