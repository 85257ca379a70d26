import {
  assert,
  assertAccessible,
  choose,
  detail,
  openCapture,
  openPage,
  row,
  rows,
  startCatcher,
  status,
  test,
} from "./support/in_browser.mjs";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

async function withCaptures() {
  const catcher = await startCatcher();
  await catcher.sendForm("/form?a=1", { type: "sale", "contact[email]": "jane@example.com" });
  await catcher.sendJson("/json", '{"a":{"b":[1,true,null,"x"]}}');
  await catcher.sendJson("/broken", '{"a":');
  await catcher.send({ method: "DELETE", target: "/binary", body: Buffer.from([0, 255]) });
  return catcher;
}

for (const colorScheme of ["light", "dark"]) {
  test(`everything is accessible in ${colorScheme}`, async () => {
    const empty = await openPage(await startCatcher(), { colorScheme });
    await empty.getByRole("button", { name: "Send a sample to myself" }).waitFor();
    await assertAccessible(empty, "the empty page");
    const page = await openPage(await withCaptures(), { colorScheme });
    for (const id of [1, 2, 3, 4]) {
      const shown = await openCapture(page, id);
      for (const tab of await shown.getByRole("tab").all()) {
        await tab.click();
        await assertAccessible(page, `capture ${id}, ${await tab.textContent()}`);
      }
    }
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await assertAccessible(page, "the help");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "All commands" }).waitFor();
    await assertAccessible(page, "the palette");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await assertAccessible(page, "the settings");
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await page.getByRole("button", { name: "Pinned only" }).click();
    await page.getByText("1 found").first().waitFor();
    await assertAccessible(page, "the pinned ones");
    await page.getByRole("combobox", { name: "Search captures" }).fill("status=abc");
    await page.getByRole("alert").waitFor();
    await assertAccessible(page, "a refused search");
    await page.getByRole("combobox", { name: "Search captures" }).fill("nowhere");
    await page.getByText("Nothing matches the search.").waitFor();
    await assertAccessible(page, "a search that finds nothing");
  });
}

test("the colours follow the system until they are chosen, and stay chosen", async () => {
  const page = await openPage(await startCatcher(), { colorScheme: "dark" });
  const isDark = () =>
    page.evaluate(() => {
      const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/);
      return Number(red) < 128;
    });
  assert.equal(await isDark(), true);
  await page.emulateMedia({ colorScheme: "light" });
  assert.equal(await isDark(), false);
  await choose(page, "dark");
  assert.equal(await isDark(), true);
  await page.reload();
  await status(page, "Live");
  assert.equal(await isDark(), true);
  await choose(page, "as the system");
  assert.equal(await isDark(), false);
});

test("times are shown in the local zone, or in UTC", async () => {
  const catcher = await withCaptures();
  const { received_at } = await catcher.api("/api/captures/1");
  const utc = `${received_at.replace("T", " ").replace("Z", "")} UTC`;
  const page = await openPage(catcher, { timezoneId: "Asia/Kolkata" });
  const shown = await openCapture(page, 1);
  await shown.getByText("+05:30").waitFor();
  assert.equal(await shown.getByText(utc).count(), 0);
  await choose(page, "UTC");
  await shown.getByText(utc).waitFor();
  const title = await row(page, 1).locator("time").getAttribute("title");
  assert.equal(title, utc);
  await page.reload();
  await shown.getByText(utc).waitFor();
});

test("a phone shows the list, or a capture, and nothing is wider than it", async () => {
  const page = await openPage(await withCaptures(), phone);
  await row(page, 1).waitFor();
  const isTooWide = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
  assert.equal(await isTooWide(), false);
  await row(page, 1).tap();
  await detail(page, 1).getByText("jane@example.com").waitFor();
  assert.equal(await rows(page).first().isVisible(), false);
  for (const tab of await detail(page, 1).getByRole("tab").all()) {
    await tab.tap();
    assert.equal(await isTooWide(), false);
  }
  await page.getByRole("button", { name: "All captures", exact: true }).tap();
  await row(page, 1).waitFor();
  await assertAccessible(page, "a phone");
});

test("the empty page fits a phone", async () => {
  const page = await openPage(await startCatcher(), phone);
  await page.getByRole("button", { name: "Send a sample to myself" }).waitFor();
  const isTooWide = () =>
    page.locator("main").evaluate((main) => main.scrollWidth > main.clientWidth);
  for (const tab of await page.getByRole("tab").all()) {
    await tab.tap();
    assert.equal(await isTooWide(), false, await tab.textContent());
  }
});

test("a capture has a phone's screen to itself, timeline or not", async () => {
  const page = await openPage(await withCaptures(), phone);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await page.getByRole("button", { name: "Timeline" }).tap();
  await timeline.locator("canvas").waitFor();
  await row(page, 1).tap();
  await detail(page, 1).getByText("jane@example.com").waitFor();
  assert.equal(await timeline.isVisible(), false);
  await page.getByRole("button", { name: "All captures", exact: true }).tap();
  await timeline.locator("canvas").waitFor();
});

test("the help is seen whole, and on a phone from its beginning", async () => {
  for (const look of [{}, phone]) {
    const page = await openPage(await startCatcher(), look);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Help" });
    await help.getByText("next older capture").waitFor();
    const seen = await help.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
      scrollTop,
      isWhole: scrollHeight <= clientHeight,
    }));
    assert.deepEqual(seen, { scrollTop: 0, isWhole: look !== phone });
  }
});

test("the first capture on a phone stays in the list until it is chosen", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher, phone);
  await page.getByRole("button", { name: "Send a sample to myself" }).tap();
  await row(page, 1).waitFor();
  assert.equal(await page.getByRole("article").count(), 0);
});

test("what comes in is said to a screen reader, but not while the list is paused", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const said = (text) => page.getByRole("log").getByText(text, { exact: true }).waitFor();
  await catcher.send({ method: "PUT", target: "/first" });
  await said("Caught #1: PUT /first, answered with 200");
  await page.keyboard.press("p");
  await catcher.send({ target: "/second" });
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await page.keyboard.press("p");
  await row(page, 2).waitFor();
  await said("Caught #1: PUT /first, answered with 200");
});

test("the focus goes along into a capture, and back to its row", async () => {
  const page = await openPage(await withCaptures(), phone);
  const focused = (selector) =>
    page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  await row(page, 2).focus();
  await page.keyboard.press("Enter");
  await focused(".detail");
  await page.keyboard.press("Escape");
  await focused('a.row[data-id="2"]');
});

test("the page works with the keyboard alone", async () => {
  const page = await openPage(await withCaptures());
  await row(page, 4).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  const shown = detail(page, 3);
  await shown.getByRole("tab", { name: "JSON" }).focus();
  await page.keyboard.press("ArrowRight");
  await shown.getByRole("tab", { name: "Text", selected: true }).waitFor();
});
