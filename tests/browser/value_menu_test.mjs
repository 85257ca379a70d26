import {
  assert,
  assertAccessible,
  assertNoComplaints,
  clipboard,
  detail,
  openCapture,
  openPage,
  row,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const box = (page) => page.getByRole("combobox", { name: "Search captures" });
const menu = (page) => page.getByRole("menu");
const choose = (page, name) => menu(page).getByRole("menuitem", { name, exact: true }).click();

async function withCaptures(look) {
  const catcher = await startCatcher();
  await catcher.sendForm("/a?page=2", { type: "sale", "contact[email]": "jane@example.com" });
  await catcher.sendForm("/b?page=3", { type: "refund", "contact[email]": "joe@example.com" }, [
    ["Cookie", "session=abc; theme=dark"],
  ]);
  await catcher.sendJson(
    "/c",
    '{"user":{"e.mail":"jim@example.com"},"items":[{"sku":"L 1"},{"sku":"L 2"}]}',
  );
  return openPage(catcher, look);
}

test("a menu goes with the capture that it is for", async () => {
  const page = await withCaptures();
  const shown = await openCapture(page, 1);
  await shown.getByText("jane@example.com").click();
  await menu(page).waitFor();
  await page.evaluate(() => location.replace("#/captures/2"));
  await menu(page).waitFor({ state: "detached" });
});

test("a click on a field's value filters by it, or excludes it", async () => {
  const page = await withCaptures();
  const shown = await openCapture(page, 1);
  await shown.getByText("jane@example.com").click();
  await assertAccessible(page, "the menu");
  await choose(page, "Filter by it");
  assert.equal(await box(page).inputValue(), "form.contact[email]=jane@example.com");
  await waitForTargets(page, ["/a?page=2"]);
  await box(page).fill("method=POST");
  await waitForTargets(page, ["/c", "/b?page=3", "/a?page=2"]);
  await shown.getByText("jane@example.com").click();
  await choose(page, "Exclude it");
  assert.equal(await box(page).inputValue(), "method=POST -form.contact[email]=jane@example.com");
  await waitForTargets(page, ["/c", "/b?page=3"]);
  assertNoComplaints(page);
});

test("a value in JSON becomes a column, a filter, and text to paste, by keys alone", async () => {
  const page = await withCaptures();
  await openCapture(page, 3);
  const button = detail(page, 3)
    .getByRole("button", { name: /^With sku/ })
    .nth(1);
  await button.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await row(page, 3).locator(".value_cell").getByText("L 2").waitFor();
  assert.ok(await button.evaluate((one) => one === document.activeElement));
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal(await clipboard(page), "json.items[1].sku");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await menu(page).waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await box(page).inputValue(), 'json.items.sku="L 2"');
  await waitForTargets(page, ["/c"]);
});

test("headers, the query, cookies and names with dots have the menu too", async () => {
  const page = await withCaptures();
  const shown = await openCapture(page, 2);
  await shown.getByRole("table", { name: "Query" }).getByText("3", { exact: true }).click();
  await choose(page, "Filter by it");
  await waitForTargets(page, ["/b?page=3"]);
  await box(page).fill("");
  await waitForTargets(page, ["/c", "/b?page=3", "/a?page=2"]);
  const headers = shown.getByRole("region", { name: "Headers", exact: true });
  await headers.locator("summary").click();
  await headers.getByText("theme=dark", { exact: true }).click();
  await choose(page, "Filter by it");
  assert.equal(await box(page).inputValue(), "header.Cookie=*theme=dark*");
  await waitForTargets(page, ["/b?page=3"]);
  await box(page).fill("");
  const json = await openCapture(page, 3);
  await json.getByText("jim@example.com").click();
  await choose(page, "Filter by it");
  await waitForTargets(page, ["/c"]);
  assert.equal(await box(page).inputValue(), "json.user.e\\.mail=jim@example.com");
});

test("who selects a value's text is left alone", async () => {
  const page = await withCaptures();
  const shown = await openCapture(page, 1);
  await shown.getByText("jane@example.com").dblclick();
  assert.equal(await page.evaluate(() => getSelection().toString() !== ""), true);
});
