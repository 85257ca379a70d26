import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import redocly from "@redocly/openapi-core";
import spectralCore from "@stoplight/spectral-core";
import spectralParsers from "@stoplight/spectral-parsers";
import spectralRulesets from "@stoplight/spectral-rulesets";
import openapiTypes from "openapi-typescript";

const file = fileURLToPath(new URL("../../catcher/api/openapi/openapi.json", import.meta.url));
const tsc = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));

async function spectralErrors(text) {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({ extends: [spectralRulesets.oas] });
  const results = await spectral.run(new spectralCore.Document(text, spectralParsers.Json));
  return results
    .filter(({ severity }) => severity === 0)
    .map(({ message, path }) => [message, path]);
}

test("the API's description passes spectral's rules, and has no key twice", async () => {
  const text = await readFile(file, "utf8");
  assert.deepEqual(await spectralErrors(text), []);
  const twice = text.replace('"version":', '"title": "again", "version":');
  assert.match(String(await spectralErrors(twice)), /Duplicate key/);
});

test("the API's description passes redocly's recommended rules", async () => {
  const config = await redocly.createConfig({ extends: ["recommended"] });
  const problems = await redocly.lint({ ref: file, config });
  assert.deepEqual(
    problems.filter(({ severity }) => severity === "error").map(({ message }) => message),
    [],
  );
});

test("types generated from the API's description compile, and say what calls answer", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hookline-types-"));
  try {
    await writeFile(join(folder, "api.ts"), await openapiTypes(new URL(`file://${file}`)));
    await writeFile(
      join(folder, "use.ts"),
      `import type { components, paths } from "./api";
       type Page = paths["/api/captures"]["get"]["responses"]["200"]["content"]["application/json"];
       export const last = (page: Page): number => page.captures[page.captures.length - 1]!.id;
       export const store = (health: components["schemas"]["Health"]): string => health.store;
      `,
    );
    const flags = ["--noEmit", "--strict", "--lib", "es2022,dom", "--types", ""];
    const run = promisify(execFile)(tsc, [...flags, "use.ts"], { cwd: folder });
    assert.equal(await run.then(({ stdout }) => stdout).catch(({ stdout }) => stdout), "");
  } finally {
    await rm(folder, { recursive: true });
  }
});
