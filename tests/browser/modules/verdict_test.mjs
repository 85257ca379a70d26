import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { isFailure, judged, lastRelay, verdictOn } = await importPageModule(
  "replay/attempts/verdict.ts",
);

const works = { status: 200 };
const fails = { status: 500 };
const isDown = { error: "refused" };
const edited = (outcome) => ({ ...outcome, edited: ["body"] });

test("a failure is an error, and a status of 400 and above", () => {
  assert.deepEqual([works, { status: 302 }, { status: 399 }].map(isFailure), [false, false, false]);
  assert.deepEqual(
    [{ status: 400 }, fails, isDown, {}, { status: 200, error: "it broke off" }].map(isFailure),
    [true, true, true, true, true],
  );
});

test("a verdict holds an outcome against the one before", () => {
  assert.equal(verdictOn(works, []), "works");
  assert.equal(verdictOn(fails, []), "fails");
  assert.equal(verdictOn(works, [fails]), "fixed");
  assert.equal(verdictOn(isDown, [fails]), "still failing");
  assert.equal(verdictOn(fails, [works]), "regressed");
  assert.equal(verdictOn(works, [fails, works]), "still works");
  assert.equal(verdictOn(works, [works, isDown]), "fixed");
});

test("a verdict passes over what was sent with other edits", () => {
  assert.equal(verdictOn(edited(works), [fails]), "works");
  assert.equal(verdictOn(works, [fails, edited(works)]), "fixed");
  assert.equal(verdictOn(edited(fails), [edited(works), fails]), "regressed");
});

test("attempts are judged from forwarding on", () => {
  const capture = { forwarded: fails, replays: [works, fails, fails] };
  assert.deepEqual(
    judged(capture).map(({ verdict }) => verdict),
    ["fixed", "regressed", "still failing"],
  );
  assert.deepEqual(judged({}), []);
  assert.equal(lastRelay(capture), capture.replays[2]);
  assert.equal(lastRelay({ forwarded: fails }), fails);
  assert.equal(lastRelay({}), undefined);
});
