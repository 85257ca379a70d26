import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const platform = "../../emitter/platform/page";
const { withChanged, withNewest } = await importPageModule(`${platform}/rows/live_rows.ts`);
const { characterAt } = await importPageModule(`${platform}/webhooks/url_mark.tsx`);
const { hrefOf, routeOf } = await importPageModule(`${platform}/shell/route.ts`);

const rows = (...ids) => ids.map((id) => ({ id }));
const ids = (list) => list.map(({ id }) => id);

test("newer rows come before those that are known", () => {
  assert.deepEqual(ids(withNewest(rows(3, 2, 1), rows(5, 4, 3), 3)), [5, 4, 3, 2, 1]);
});

test("rows that are gone from the newest are taken off", () => {
  assert.deepEqual(ids(withNewest(rows(5, 4, 3, 2, 1), rows(5, 3, 2), 3)), [5, 3, 2, 1]);
});

test("where more came than a page has, what is between is left to be read", () => {
  assert.deepEqual(ids(withNewest(rows(3, 2, 1), rows(9, 8, 7), 3)), [9, 8, 7]);
});

test("a page that isn't full is all there is", () => {
  assert.deepEqual(ids(withNewest(rows(3, 2, 1), rows(2), 3)), [2]);
});

test("a changed row is replaced, a new one put in its place, one that matches no more taken off", () => {
  const changed = withChanged(rows(4, 2, 1), new Set([1, 2, 3]), [
    { id: 3 },
    { id: 2, state: "x" },
  ]);
  assert.deepEqual(changed, [{ id: 4 }, { id: 3 }, { id: 2, state: "x" }]);
});

test("what nobody shows changes nothing", () => {
  const known = rows(4, 2);
  assert.equal(withChanged(known, new Set([3]), []), known);
});

test("the place of a byte is that of the character that it belongs to", () => {
  assert.equal(characterAt("abc", 1), 0);
  assert.equal(characterAt("aüc", 2), 1);
  assert.equal(characterAt("aüc", 3), 1);
  assert.equal(characterAt("aüc", 4), 2);
  assert.equal(characterAt("a👩b", 6), 3);
  assert.equal(characterAt("a", 9), 1);
});

test("an address says screen, id, part and filter, and is made of them", () => {
  for (const [hash, route] of [
    ["#/", { screen: "", query: "" }],
    ["#/webhooks/new", { screen: "webhooks", part: "new", query: "" }],
    ["#/webhooks/7/edit", { screen: "webhooks", id: 7, part: "edit", query: "" }],
    [
      "#/deliveries/9?state=failed&type=open",
      { screen: "deliveries", id: 9, query: "state=failed&type=open" },
    ],
  ]) {
    assert.deepEqual(routeOf(hash), route);
    assert.equal(hrefOf(route), hash);
  }
  assert.equal(routeOf("#/a/b/c/d").screen, "");
});
