import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { test } from "node:test";
import { promisify } from "node:util";
import Ajv from "ajv/dist/2020.js";
import { startApp } from "./support/app.mjs";
import { temporaryFolder } from "./support/catcher.mjs";

const emitter = (...args) =>
  promisify(execFile)(join(env.HOOKLINE_BIN_DIR, "emitter"), args).catch((ended) => ended);

/** Compiled as strictly as can be: anything that the validator would only mention is an error. */
async function validator(name) {
  const { stdout } = await emitter("schema", name);
  const complaints = [];
  const note = (...words) => complaints.push(words.join(" "));
  const logger = { log: note, warn: note, error: note };
  const validate = new Ajv({ strict: true, allErrors: true, logger }).compile(JSON.parse(stdout));
  assert.deepEqual(complaints, [], name);
  return validate;
}

function assertValid(validate, json) {
  assert.ok(validate(json), JSON.stringify(validate.errors, null, 1));
}

const scenario = {
  name: "Jane opens",
  account: {
    contacts: [{ id: 1, email: "jane@example.com" }],
    webhooks: [{ name: "A", url: "{catcher}/a", events: "all" }],
  },
  steps: [{ event: "open", contact: 1, after: "0.5s" }],
  timeout: "1m30s",
  expect: [{ webhook: "A", fields: { "contact[email]": "joe@example.com" } }],
};

test("the schemas compile in a strict validator", async () => {
  for (const name of ["scenario", "replay", "load", "probe"]) await validator(name);
});

test("the scenario schema takes a scenario and refuses what the emitter refuses", async () => {
  const validate = await validator("scenario");
  assertValid(validate, scenario);
  for (const wrong of [
    { timeout: "1.m" },
    { timeout: "30s1m" },
    { steps: [{ event: "opn", contact: 1 }] },
    { steps: [{ event: "open", request: {}, contact: 1 }] },
    { account: { profile: { currency: "dollars" } } },
    { extra: 1 },
  ]) {
    assert.equal(validate({ ...scenario, ...wrong }), false, JSON.stringify(wrong));
  }
});

test("a report of replay is as its schema says", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "s.json");
  await writeFile(file, JSON.stringify(scenario));
  const report = join(folder, "r.json");
  const { code } = await emitter("replay", file, "--json", report, "--explain", "--speed", "max");
  assert.equal(code, 4);
  const json = JSON.parse(await readFile(report));
  assertValid(await validator("replay"), json);
  assert.equal(json.scenarios[0].exchanges.length, 1);
});

test("a report of load is as its schema says", async () => {
  const app = await startApp();
  const report = join(await temporaryFolder(), "l.json");
  await emitter("load", "--to", app.url, "--count", "20", "--json", report);
  assertValid(await validator("load"), JSON.parse(await readFile(report)));
});

test("a report of probe is as its schema says", async () => {
  const app = await startApp();
  const report = join(await temporaryFolder(), "p.json");
  await emitter("probe", app.url, "--json", report);
  assertValid(await validator("probe"), JSON.parse(await readFile(report)));
});
