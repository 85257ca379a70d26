import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const waitMs = 15_000;

let browser;
let contexts = [];

/** Call at the top of a test file: one browser for the file, and what a test opens ends with it. */
export function useBrowser() {
  before(async () => {
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  after(() => browser.close());
}

/**
 * A tab of its own. `complaints` gathers whatever the browser says of errors: scripts that failed,
 * what the security policy refused, resources that couldn't be had. `prepare` is called with the
 * browser's context before the page is opened.
 */
export async function openPage(catcher, { hash = "", ...options } = {}) {
  const page = await openFile(`${catcher.watching}/${hash}`, {
    permissions: ["clipboard-read", "clipboard-write", "notifications"],
    ...options,
  });
  await status(page, "Live");
  return page;
}

/** The same for any address, a file's too. */
export async function openFile(url, { prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  contexts.push(context);
  context.setDefaultTimeout(waitMs);
  await prepare?.(context);
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    page.complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return page;
}

/** Waits until the page says so. */
export function status(page, word) {
  return page.locator(".status", { hasText: new RegExp(`^${word}$`) }).waitFor();
}

/** Opens the settings, chooses that, and closes them. */
export async function choose(page, label) {
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByLabel(label).check();
  await dialog.getByRole("button", { name: "Close" }).click();
}

export function rows(page) {
  return page.getByRole("list").getByRole("link");
}

export function row(page, id) {
  return page.locator(`a.row[data-id="${id}"]`);
}

/** Opens a capture by a click, and waits for its detail. */
export async function openCapture(page, id) {
  await row(page, id).click();
  await detail(page, id).getByRole("heading", { level: 2 }).waitFor();
  await detail(page, id).getByText(`#${id}`, { exact: true }).waitFor();
  return detail(page, id);
}

export function detail(page, id) {
  return page.getByRole("article", { name: `Capture ${id}`, exact: true });
}

/** Waits until the targets in the list are these, from the newest. */
export async function waitForTargets(page, targets) {
  await page
    .waitForFunction(
      (wanted) =>
        JSON.stringify(
          [...document.querySelectorAll("a.row .target")].map((target) => target.textContent),
        ) === JSON.stringify(wanted),
      targets,
    )
    .catch(async () => {
      assert.deepEqual(await page.locator("a.row .target").allTextContents(), targets);
    });
}

/** The table of headers under that heading, unfolded. */
export async function headersIn(shown, label) {
  const part = shown.getByRole("region", { name: label, exact: true });
  const table = part.getByRole("table", { name: label, exact: true });
  if (!(await table.isVisible())) await part.getByText(label).first().click();
  return table;
}

/** Name and value of a table's rows, as they are seen. */
export async function pairsIn(table) {
  const cells = await table
    .locator("tr:not(.group)")
    .evaluateAll((all) =>
      all.map((tr) =>
        [...tr.querySelectorAll("th, td:not(.row_tools)")].map((cell) => cell.textContent),
      ),
    );
  return cells;
}

export async function downloadedBytes(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const pieces = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function clipboard(page) {
  return page.evaluate(() => navigator.clipboard.readText());
}

export function assertNoComplaints(page) {
  assert.deepEqual(page.complaints, []);
}
