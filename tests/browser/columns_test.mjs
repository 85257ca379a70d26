import {
  assert,
  assertAccessible,
  assertNoComplaints,
  isTooWide,
  openPage,
  row,
  startApp,
  startCatcher,
  status,
  test,
} from "./support/in_browser.mjs";

async function withCaptures() {
  const catcher = await startCatcher();
  await catcher.sendForm("/form", { type: "sale", "contact[email]": "jane@example.com" });
  await catcher.sendJson("/json", '{"type":"paid","data":{"items":[{"id":17.00}]}}');
  return catcher;
}

const chooser = (page) => page.getByRole("dialog", { name: "Columns" });

/** By the palette, and by keys alone. */
async function openChooser(page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command" }).fill("columns");
  await page.keyboard.press("Enter");
  await chooser(page).waitFor();
}

async function addColumn(page, name) {
  await chooser(page).getByLabel("Another value").fill(name);
  await page.keyboard.press("Enter");
}

const cell = (page, id, text) => row(page, id).locator(".value_cell").getByText(text);

test("a row says the status, and how long it took where that was a while", async () => {
  const app = await startApp();
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  await catcher.send({ target: "/forwarded" });
  const page = await openPage(catcher);
  await row(page, 1).getByText("200", { exact: true }).waitFor();
  await row(page, 1)
    .locator(".duration")
    .getByText(/^[\d.]+ (µs|ms|s)$/)
    .waitFor();
});

test("a row says no duration of what came at once and was answered by the catcher", async () => {
  const page = await openPage(await withCaptures());
  await row(page, 1).getByText("200", { exact: true }).waitFor();
  assert.equal(await page.locator(".row .duration").count(), 0);
});

test("rows show the values that were chosen by their names, also after a reload", async () => {
  const catcher = await withCaptures();
  const page = await openPage(catcher);
  await openChooser(page);
  await addColumn(page, "form.contact[email]");
  await addColumn(page, "json.data.items[0].id");
  await chooser(page).getByText("json.data.items[0].id").waitFor();
  await page.keyboard.press("Escape");
  await cell(page, 1, "email=jane@example.com").waitFor();
  await cell(page, 2, "email=–").waitFor();
  await cell(page, 2, "id=17.00").waitFor();
  await catcher.sendForm("/form", { "contact[email]": "joe@example.com" });
  await cell(page, 3, "email=joe@example.com").waitFor();
  await page.reload();
  await status(page, "Live");
  await cell(page, 1, "email=jane@example.com").waitFor();
  await openChooser(page);
  await chooser(page).getByRole("button", { name: "Remove form.contact[email]" }).click();
  await page.keyboard.press("Escape");
  await cell(page, 2, "id=17.00").waitFor();
  assert.equal(await page.locator(".value_cell").getByText("email=").count(), 0);
  assertNoComplaints(page);
});

test("values stand below the names of their columns, whatever else is in their rows", async () => {
  const catcher = await startCatcher();
  const address = `${"a.very.long.name".repeat(4)}@example.com`;
  await catcher.sendForm("/a", { type: "x", email: "jane@example.com", n: "1" });
  await catcher.sendForm("/b", { type: "a.very.long.event.name", email: address, n: "200" });
  await catcher.send({ target: `/${"c".repeat(200)}`, body: "x".repeat(100_000) });
  for (const look of [{}, { viewport: { width: 390, height: 844 }, hasTouch: true }]) {
    const page = await openPage(catcher, look);
    await openChooser(page);
    for (const name of ["email", "n", "other"]) await addColumn(page, `form.${name}`);
    await page.keyboard.press("Escape");
    await cell(page, 2, "n=200").waitFor();
    const placesOf = (cells) =>
      cells.evaluateAll((all) =>
        all.map((one) => {
          const { left, width } = one.getBoundingClientRect();
          return `${Math.round(left)} ${Math.round(width)}`;
        }),
      );
    const heads = page.locator(".column_heads .value_cell");
    assert.deepEqual(await heads.allTextContents(), ["email", "n", "other"]);
    const places = await placesOf(heads);
    assert.equal(new Set(places).size, 3);
    for (const id of [1, 2, 3]) {
      assert.deepEqual(await placesOf(row(page, id).locator(".value_cell")), places);
    }
    const { bottom } = await row(page, 1).evaluate((one) => one.getBoundingClientRect());
    const box = await row(page, 1).locator(".value_cell").first().boundingBox();
    assert.ok(box.y + box.height <= bottom);
  }
});

test("with many rows, columns are aligned beside the bar that scrolls, and steps are seen", async () => {
  const catcher = await startCatcher();
  await catcher.burst(200);
  const page = await openPage(catcher);
  await openChooser(page);
  for (const name of ["a", "b"]) await addColumn(page, `form.${name}`);
  await page.keyboard.press("Escape");
  await cell(page, 200, "a=–").waitFor();
  const left = (locator) => locator.evaluate((one) => one.getBoundingClientRect().left);
  assert.equal(
    Math.round(await left(page.locator(".column_heads .value_cell").nth(1))),
    Math.round(await left(row(page, 200).locator(".value_cell").nth(1))),
  );
  await row(page, 200).focus();
  for (let step = 0; step < 15; step += 1) await page.keyboard.press("ArrowDown");
  const chosen = page.locator('a.row[aria-current="true"]');
  await page.waitForFunction(() => document.activeElement.dataset.id === "186");
  const box = await chosen.boundingBox();
  const list = await page.locator(".rows").boundingBox();
  assert.ok(box.y >= list.y && box.y + box.height <= list.y + list.height + 1);
});

test("what rows show by themselves can be left out, and had again", async () => {
  const page = await openPage(await withCaptures());
  await page.getByRole("button", { name: "Columns" }).click();
  for (const name of ["method", "size", "status of the answer"]) {
    await chooser(page).getByLabel(name, { exact: true }).uncheck();
  }
  await chooser(page).getByLabel("client", { exact: true }).check();
  await row(page, 1).getByText("127.0.0.1").waitFor();
  assert.equal(await row(page, 1).locator(".method, .size, .code_mark").count(), 0);
  await chooser(page).getByRole("button", { name: "As at first" }).click();
  await row(page, 1).locator(".code_mark").waitFor();
});

test("a name that filters don't have is refused at the field", async () => {
  const page = await openPage(await withCaptures());
  await openChooser(page);
  await addColumn(page, "email");
  await chooser(page)
    .getByText(/^Write form\.NAME/)
    .waitFor();
  await addColumn(page, "header.X-None");
  await chooser(page).getByText("header.X-None").waitFor();
  assert.equal(
    await chooser(page)
      .getByText(/^Write form\.NAME/)
      .count(),
    0,
  );
});

for (const look of [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { forcedColors: "active" },
  { viewport: { width: 390, height: 844 }, hasTouch: true },
]) {
  test(`columns and their choice are accessible: ${JSON.stringify(look)}`, async () => {
    const page = await openPage(await withCaptures(), look);
    await openChooser(page);
    for (const name of ["a", "b", "c", "d", "e"]) await addColumn(page, `form.${name}`);
    await assertAccessible(page, "the chooser");
    await page.keyboard.press("Escape");
    await cell(page, 1, "a=–").waitFor();
    await assertAccessible(page, "the rows");
    assert.equal(await isTooWide(page), false);
  });
}
