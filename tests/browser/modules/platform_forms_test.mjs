import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const platform = "../../emitter/platform/page";
const { actionOf, merged, missing } = await importPageModule(`${platform}/doing/draft.ts`);
const { cellsOf, contactsOf } = await importPageModule(`${platform}/contacts/csv.ts`);
const { draftOf, stepOf, stepText } = await importPageModule(`${platform}/automations/steps.ts`);

test("an action has what was filled in at its places, and nothing that was left empty", () => {
  const fields = [
    { at: "/contact", kind: "contact" },
    { at: "/change/first_name" },
    { at: "/change/phone" },
    { at: "/lists", kind: "lists" },
    { at: "/contact_tags", kind: "texts" },
  ];
  const values = {
    "/contact": "jane@example.com",
    "/change/first_name": " Jane ",
    "/change/phone": "  ",
    "/lists": "2,1",
    "/contact_tags": "vip, , new",
  };
  assert.deepEqual(actionOf(fields, values), {
    contact: "jane@example.com",
    change: { first_name: "Jane" },
    lists: [2, 1],
    contact_tags: ["vip", "new"],
  });
});

test("a text that is emptied in a change is taken away", () => {
  const fields = [{ at: "/change/phone" }, { at: "/change/owner", kind: "user" }];
  const values = { "/change/phone": "", "/change/owner": "" };
  assert.deepEqual(actionOf(fields, values, true), { change: { phone: "" } });
});

test("ids go as numbers; what is none goes as it was typed", () => {
  const fields = [
    { at: "/deal", kind: "deal" },
    { at: "/count", kind: "number" },
    { at: "/deal_value", kind: "money" },
  ];
  const values = { "/deal": "17", "/count": "many", "/deal_value": "1044055.50" };
  assert.deepEqual(actionOf(fields, values), {
    deal: 17,
    count: "many",
    deal_value: "1044055.50",
  });
});

test("what isn't asked for is part of the action, beside what is", () => {
  assert.deepEqual(merged({ campaign: { id: 3 }, as: "admin" }, { campaign: { name: "News" } }), {
    campaign: { id: 3, name: "News" },
    as: "admin",
  });
});

test("what can't be left out is missing while it is empty", () => {
  const fields = [{ at: "/tag", isNeeded: true }, { at: "/note" }];
  assert.deepEqual(missing(fields, { "/tag": " " }), [fields[0]]);
  assert.deepEqual(missing(fields, { "/tag": "vip" }), []);
});

test("cells of a table, quoted ones with separators, quotes and line ends in them", () => {
  assert.deepEqual(cellsOf('a,b\r\n"1, ""2""",\n\n"x\ny",z'), [
    ["a", "b"],
    ['1, "2"', ""],
    ["x\ny", "z"],
  ]);
  assert.deepEqual(cellsOf("a;b\n1,5;2"), [
    ["a", "b"],
    ["1,5", "2"],
  ]);
  assert.deepEqual(cellsOf("a\tb\n1\t2\n"), [
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("contacts of named columns, in any order, and of bare addresses", () => {
  assert.deepEqual(
    contactsOf("Last Name,Email,Shoe size,Tags,Lists\nDoe,jane@example.com,38,vip;new,1|2"),
    [{ last_name: "Doe", email: "jane@example.com", tags: ["vip", "new"], lists: [1, 2] }],
  );
  assert.deepEqual(contactsOf("jane@example.com\njohn@example.com,John\n"), [
    { email: "jane@example.com" },
    { email: "john@example.com", first_name: "John" },
  ]);
  assert.deepEqual(contactsOf(""), []);
});

test("a step of an automation comes out of its form as it went in", () => {
  const steps = [
    { wait: "1d" },
    { tag: "vip" },
    { subscribe: 2 },
    { update: { first_name: "Jane" } },
    { update: { first_name: "Jane", phone: "1" } },
    { update: { fields: { 1: "Blue" } } },
    { webhook: "http://127.0.0.1:9000/hook" },
  ];
  assert.deepEqual(
    steps.map((step) => stepOf(draftOf(step))),
    steps,
  );
});

test("steps in words", () => {
  const listName = (id) => `List ${id}`;
  assert.equal(stepText({ wait: "1d" }, listName), "Wait 1d");
  assert.equal(stepText({ subscribe: 2 }, listName), "Subscribe to a list: List 2");
  assert.equal(stepText({ update: { phone: "1" } }, listName), "Change the phone: 1");
});
