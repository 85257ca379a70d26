import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core has to say against the page as it is: nothing. */
export async function assertAccessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const said = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html)}`,
  );
  assert.deepEqual(said, []);
}

/** Whether the page has to be scrolled sideways. */
export function isTooWide(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}
