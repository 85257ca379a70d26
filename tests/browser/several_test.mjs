import {
  assert,
  assertAccessible,
  assertNoComplaints,
  downloadedBytes,
  isTooWide,
  openCapture,
  openPage,
  row,
  startApp,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const bar = (page) => page.getByRole("group", { name: "Chosen captures" });
const said = (page, text) => bar(page).getByText(text, { exact: true }).waitFor();

async function withCaptures(look) {
  const catcher = await startCatcher();
  for (let number = 1; number <= 5; number += 1) await catcher.sendForm(`/n/${number}`, { number });
  const page = await openPage(catcher, look);
  await row(page, 5).waitFor();
  return { catcher, page };
}

test("rows are chosen with Ctrl and Shift, and deleted together, to be had back", async () => {
  const { page } = await withCaptures();
  await row(page, 4).click({ modifiers: ["ControlOrMeta"] });
  await row(page, 2).click({ modifiers: ["Shift"] });
  await said(page, "3 chosen");
  await row(page, 3).click({ modifiers: ["ControlOrMeta"] });
  await said(page, "2 chosen");
  await assertAccessible(page, "the bar");
  await bar(page).getByRole("button", { name: "Delete them" }).click();
  await waitForTargets(page, ["/n/5", "/n/3", "/n/1"]);
  await bar(page).waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await waitForTargets(page, ["/n/5", "/n/4", "/n/3", "/n/2", "/n/1"]);
  assertNoComplaints(page);
});

test("by keys alone, rows are chosen, and two of them compared", async () => {
  const { page } = await withCaptures();
  await row(page, 5).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await said(page, "2 chosen");
  await page.keyboard.press("c");
  await page.waitForURL(/#\/compare\/4\/5$/);
  await page.keyboard.press("Escape");
  await bar(page).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await said(page, "1 chosen");
  await page.keyboard.press("x");
  await bar(page).waitFor({ state: "detached" });
});

test("the chosen are sent again to an app, oldest first, and what came of it is told", async () => {
  const app = await startApp({ status: 500 });
  const { page } = await withCaptures();
  await row(page, 3).click({ modifiers: ["ControlOrMeta"] });
  await row(page, 1).click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("r");
  await page.keyboard.type(app.url.replace("http://", ""));
  await page.keyboard.press("Enter");
  await bar(page)
    .getByRole("status", { name: "Progress" })
    .getByText(/^2 of 2 sent/)
    .waitFor();
  assert.deepEqual(
    app.requests.map(({ url }) => url),
    ["/n/1", "/n/3"],
  );
  await bar(page).getByText("answered with 500").first().waitFor();
});

test("Choose shows a box in each row, and then each click chooses", async () => {
  const { page } = await withCaptures();
  const choose = page.getByRole("button", { name: "Choose rows" });
  assert.equal(await page.getByRole("checkbox").count(), 0);
  await choose.click();
  assert.equal(await choose.getAttribute("aria-pressed"), "true");
  await page.getByRole("checkbox", { name: "Choose #4" }).check();
  await row(page, 2).click();
  await said(page, "2 chosen");
  await assertAccessible(page, "the boxes");
  await bar(page).getByRole("button", { name: "All", exact: true }).click();
  await said(page, "5 chosen");
  await choose.click();
  await bar(page).waitFor({ state: "detached" });
  assert.equal(await page.getByRole("checkbox").count(), 0);
  await row(page, 2).click();
  await page.waitForURL(/#\/captures\/2$/);
  assertNoComplaints(page);
});

test("by keys alone, boxes are shown, and ticked with the space bar", async () => {
  const { page } = await withCaptures();
  await page.keyboard.press("X");
  await page.keyboard.press("Space");
  await said(page, "1 chosen");
  assert.ok(await page.getByRole("checkbox", { name: "Choose #5" }).isChecked());
  await page.keyboard.press("Space");
  await said(page, "Choose rows");
  await page.keyboard.press("X");
  await bar(page).waitFor({ state: "detached" });
});

for (const look of [
  { viewport: { width: 390, height: 844 }, hasTouch: true },
  { colorScheme: "dark" },
  { forcedColors: "active" },
]) {
  test(`boxes to choose are accessible: ${JSON.stringify(look)}`, async () => {
    const { page } = await withCaptures(look);
    await openCapture(page, 3);
    await page.getByRole("button", { name: "Choose rows" }).click();
    await row(page, 4).click();
    await said(page, "1 chosen");
    await assertAccessible(page, "the boxes");
    assert.equal(await isTooWide(page), false);
  });
}

test("the buttons of the capture that is open are for it alone, whatever is chosen", async () => {
  const { page } = await withCaptures();
  const shown = await openCapture(page, 3);
  await row(page, 5).click({ modifiers: ["ControlOrMeta"] });
  await row(page, 1).click({ modifiers: ["ControlOrMeta"] });
  await shown.getByRole("button", { name: "Send again" }).click();
  await shown.getByLabel("Send it to").waitFor();
  assert.equal(await bar(page).getByRole("textbox").count(), 0);
  await shown.getByRole("button", { name: "Delete this capture" }).click();
  await waitForTargets(page, ["/n/5", "/n/4", "/n/2", "/n/1"]);
  await said(page, "2 chosen");
});

test("by touch, a long press chooses, and then each tap", async () => {
  const { page } = await withCaptures({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const press = async (type) =>
    row(page, 4).dispatchEvent(type, { bubbles: true, cancelable: true, touches: [] });
  await press("touchstart");
  await said(page, "1 chosen");
  await press("touchend");
  await row(page, 4).dispatchEvent("click", { bubbles: true, cancelable: true });
  await row(page, 2).tap();
  await said(page, "2 chosen");
  await assertAccessible(page, "the bar on a phone");
  await bar(page).getByRole("button", { name: "Choose none" }).click();
  await row(page, 2).tap();
  await page.waitForURL(/#\/captures\/2$/);
});

test("what is chosen, found, pinned or all is exported in every format", async () => {
  const { page } = await withCaptures();
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.getByRole("combobox", { name: "Search captures" }).fill("path=/n/3");
  await waitForTargets(page, ["/n/3"]);
  await row(page, 3).click({ modifiers: ["ControlOrMeta"] });
  await page.getByRole("combobox", { name: "Search captures" }).fill("-path=/n/3");
  await waitForTargets(page, ["/n/5", "/n/4", "/n/2", "/n/1"]);
  const dialog = page.getByRole("dialog", { name: "Export" });
  const exported = async (which, format) => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await dialog.getByLabel(which).check();
    await dialog.getByLabel(format).check();
    const bytes = await downloadedBytes(page, dialog.getByRole("button", { name: /^Export \d/ }));
    await dialog.waitFor({ state: "detached" });
    return bytes.toString();
  };
  const idsIn = (ndjson) =>
    ndjson
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id);
  assert.deepEqual(idsIn(await exported("Chosen: 1", /^NDJSON/)), [3]);
  assert.deepEqual(idsIn(await exported("Found: 4", /^NDJSON/)), [1, 2, 4, 5]);
  assert.deepEqual(idsIn(await exported("Pinned: 1", /^NDJSON/)), [5]);
  assert.deepEqual(idsIn(await exported("All: 5", /^NDJSON/)), [1, 2, 3, 4, 5]);
  assert.equal(JSON.parse(await exported("All: 5", /^HAR/)).log.entries.length, 5);
  assert.match(await exported("Chosen: 1", /^cURL/), /^#!.*\n[^]*curl/);
  assert.match(await exported("Chosen: 1", /^Scenario/), /\/n\/3/);
});

test("the export is had by keys alone", async () => {
  const { page } = await withCaptures();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.waitFor();
  await assertAccessible(page, "the export");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  assert.ok(await dialog.getByLabel(/^HAR/).isChecked());
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    (async () => {
      await dialog.getByRole("button", { name: "Export 5 captures" }).focus();
      await page.keyboard.press("Enter");
    })(),
  ]);
  assert.match(download.suggestedFilename(), /\.har$/);
});
