import {
  assert,
  assertAccessible,
  assertNoComplaints,
  openPage,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const box = (page) => page.getByRole("combobox", { name: "Search captures" });
const list = (page) => page.getByRole("listbox", { name: "Suggestions" });
const option = (page, name) => list(page).getByRole("option", { name, exact: true });

async function withCaptures(look) {
  const catcher = await startCatcher();
  await catcher.sendForm("/orders/1", { type: "sale", "contact[email]": "jane@example.com" });
  await catcher.sendForm("/orders/2", { type: "refund", "first name": "Jane Doe" });
  await catcher.sendJson("/hook", '{"user":{"email":"joe@example.com"},"items":[{"sku":"L-1"}]}');
  const page = await openPage(catcher, look);
  // The rows in sight are read once they rest.
  await page.locator("a.row .snippet").nth(2).waitFor();
  return page;
}

test("names of filters and of fields are suggested, and then their values, by keys alone", async () => {
  const page = await withCaptures();
  await page.keyboard.press("/");
  await page.keyboard.type("ty");
  await option(page, "form.type=").waitFor();
  await page.keyboard.press("ArrowDown");
  assert.equal(await option(page, "form.type=").getAttribute("aria-selected"), "true");
  assert.equal(
    await box(page).getAttribute("aria-activedescendant"),
    await option(page, "form.type=").getAttribute("id"),
  );
  await page.keyboard.press("Enter");
  await option(page, "form.type=refund").waitFor();
  await page.keyboard.type("sa");
  await option(page, "form.type=refund").waitFor({ state: "detached" });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await box(page).inputValue(), "form.type=sale ");
  await waitForTargets(page, ["/orders/1"]);
  await list(page).waitFor({ state: "detached" });
  assertNoComplaints(page);
});

test("an arrow asks for all filters, and Escape closes them before it clears", async () => {
  const page = await withCaptures();
  await box(page).fill("method=POST ");
  await page.keyboard.press("ArrowDown");
  await list(page).getByText("answered with that: 503, 4xx, >=400").waitFor();
  await page.keyboard.press("Escape");
  await list(page).waitFor({ state: "detached" });
  assert.equal(await box(page).inputValue(), "method=POST ");
  await page.keyboard.press("Escape");
  assert.equal(await box(page).inputValue(), "");
});

test("what was seen in JSON is suggested by its path, and a value by its beginning", async () => {
  const page = await withCaptures();
  await box(page).fill("email");
  await option(page, "json.user.email=").waitFor();
  await box(page).fill("-joe");
  await option(page, "-json.user.email=joe@example.com").click();
  assert.equal(await box(page).inputValue(), "-json.user.email=joe@example.com ");
  await waitForTargets(page, ["/orders/2", "/orders/1"]);
  await box(page).fill("json.items.sku=");
  await option(page, "json.items.sku=L-1").click();
  await waitForTargets(page, ["/hook"]);
});

test("names and values with blanks are written in quotes", async () => {
  const page = await withCaptures();
  await box(page).fill("jane d");
  await box(page).fill("first");
  await option(page, 'form."first name"=').click();
  await option(page, 'form."first name"="Jane Doe"').click();
  await waitForTargets(page, ["/orders/2"]);
});

test("the word at the caret is completed, and the rest stays", async () => {
  const page = await withCaptures();
  await box(page).fill("meth example");
  for (let at = 0; at < " example".length; at += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await option(page, /^method=/).click();
  assert.equal(await box(page).inputValue(), "method= example");
  await option(page, "method=POST").click();
  await waitForTargets(page, ["/hook", "/orders/1"]);
});

test("where a name is refused, the nearest is a click away, and so is the text itself", async () => {
  const page = await withCaptures();
  await box(page).fill("lamp metod=POST");
  const refusal = page.getByRole("alert");
  await refusal.getByRole("button", { name: '"metod=POST"', exact: true }).waitFor();
  await assertAccessible(page, "the refusal");
  assert.equal(await box(page).getAttribute("aria-invalid"), "true");
  await refusal.getByRole("button", { name: "method=POST", exact: true }).click();
  assert.equal(await box(page).inputValue(), "lamp method=POST");
  await refusal.waitFor({ state: "detached" });
  await box(page).fill("from.type=sale");
  await refusal.getByRole("button", { name: "form.type=sale", exact: true }).click();
  await waitForTargets(page, ["/orders/1"]);
});

for (const look of [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { forcedColors: "active" },
  { viewport: { width: 390, height: 844 }, hasTouch: true },
]) {
  test(`suggestions are accessible: ${JSON.stringify(look)}`, async () => {
    const page = await withCaptures(look);
    await box(page).fill("em");
    await option(page, "form.contact[email]=").waitFor();
    await page.keyboard.press("ArrowDown");
    await assertAccessible(page, "the suggestions");
  });
}
