import {
  assert,
  assertAccessible,
  assertNoComplaints,
  choose,
  openPage,
  row,
  rows,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const timeline = (page) => page.getByRole("region", { name: "Timeline" });
const layers = (page) => timeline(page).getByRole("list", { name: "Requests" });
const said = (page, text) => layers(page).getByText(text, { exact: true }).waitFor();

/** A finger as the system tells of it: what becomes of that is the browser's to say. */
async function fingerOn(page) {
  const system = await page.context().newCDPSession(page);
  return (type, x, y) =>
    system.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: x === undefined ? [] : [{ x, y }],
    });
}

/** Three early ones, the last answered late, and three that come after that. */
async function withTwoGroups() {
  const catcher = await startCatcher();
  await catcher.api("/api/replies", {
    method: "PUT",
    body: JSON.stringify([{ match: { path: "/down" }, reply: { status: 503, delay: "60ms" } }]),
  });
  for (const target of ["/a", "/b", "/down"]) await catcher.send({ target });
  for (const target of ["/c", "/d", "/e"]) {
    await catcher.send({ target, headers: [["Host", "shop.localhost"]] });
  }
  const page = await openPage(catcher);
  await page.keyboard.press("t");
  await timeline(page).locator("canvas").waitFor();
  return { catcher, page };
}

test("the timeline counts by status, and grows with what comes in", async () => {
  const { catcher, page } = await withTwoGroups();
  await said(page, "2xx 5");
  await said(page, "5xx 1");
  await page.getByRole("img", { name: /^6 requests from / }).waitFor();
  await catcher.send({ target: "/down" });
  await said(page, "5xx 2");
  await page.getByRole("img", { name: /^7 requests from / }).waitFor();
  assertNoComplaints(page);
});

test("the timeline counts by channel where that is chosen, also after a reload", async () => {
  const { page } = await withTwoGroups();
  await timeline(page).getByLabel("by").selectOption("channel");
  await said(page, "shop 3");
  await said(page, "no channel 3");
  await page.reload();
  await said(page, "shop 3");
});

test("dragging over the timeline chooses that stretch of time", async () => {
  const { catcher, page } = await withTwoGroups();
  await said(page, "2xx 5");
  const { from, to } = await catcher.api("/api/timeline");
  const { received_at: last } = await catcher.api("/api/captures/3");
  const share = (Date.parse(last) + 30 - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
  const { x, y, width, height } = await timeline(page).locator(".u-over").boundingBox();
  await page.mouse.move(x, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * share, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await waitForTargets(page, ["/down", "/b", "/a"]);
  assert.match(
    await page.getByRole("combobox", { name: "Search captures" }).inputValue(),
    /^since=\S+ until=\S+$/,
  );
  await said(page, "2xx 2");
  await timeline(page).getByRole("button", { name: "All times" }).click();
  await waitForTargets(page, ["/e", "/d", "/c", "/down", "/b", "/a"]);
  assertNoComplaints(page);
});

test("dragging a finger over the timeline chooses that stretch of time", async () => {
  const { catcher } = await withTwoGroups();
  const page = await openPage(catcher, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const [asked] = await Promise.all([
    page.waitForRequest("**/api/timeline?*"),
    page.getByRole("button", { name: "Timeline" }).tap(),
  ]);
  await said(page, "2xx 5");
  const { from, to } = await (await fetch(asked.url())).json();
  const { received_at: last } = await catcher.api("/api/captures/3");
  const share = (Date.parse(last) + 30 - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
  const { x, y, width } = await timeline(page).locator(".u-over").boundingBox();
  const finger = await fingerOn(page);
  await finger("touchStart", x + width * share, y + 20);
  for (const step of [0.6, 0.3, 0]) await finger("touchMove", x + width * share * step, y + 25);
  await timeline(page)
    .getByText(/^\d\d:\d\d:\d\d.* requests?$/)
    .waitFor();
  await finger("touchMove", x - 20, y + 25);
  await finger("touchEnd");
  await waitForTargets(page, ["/down", "/b", "/a"]);
  assert.match(
    await page.getByRole("combobox", { name: "Search captures" }).inputValue(),
    /^since=\S+ until=\S+$/,
  );
  // Not a tap: one so soon after a drag only ends what the browser takes for a fling.
  await timeline(page).getByRole("button", { name: "All times" }).click();
  await waitForTargets(page, ["/e", "/d", "/c", "/down", "/b", "/a"]);
  assertNoComplaints(page);
});

test("tapping the timeline says what is there, and chooses nothing", async () => {
  const { catcher } = await withTwoGroups();
  const page = await openPage(catcher, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.getByRole("button", { name: "Timeline" }).tap();
  await said(page, "2xx 5");
  await timeline(page)
    .locator(".u-over")
    .tap({ position: { x: 3, y: 20 } });
  await timeline(page)
    .getByText(/^\d\d:\d\d:\d\d.* requests?$/)
    .waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Search captures" }).inputValue(), "");
});

test("a click on a bar chooses its stretch of time, one beside them nothing", async () => {
  const { catcher, page } = await withTwoGroups();
  await said(page, "2xx 5");
  const { x, y, width, height } = await timeline(page).locator(".u-over").boundingBox();
  await page.mouse.click(x + width - 2, y + height / 2);
  const spot = timeline(page).getByText(/^\d\d:\d\d:\d\d.*: 6 requests$|: [1-6] requests?$/);
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.move(x + (width * step) / 60, y + height / 2);
    if (!(await spot.count())) continue;
    await page.mouse.click(x + (width * step) / 60, y + height / 2);
    break;
  }
  await page.waitForFunction(() =>
    /^since=\S+ until=\S+$/.test(document.getElementById("search").value),
  );
  await timeline(page).getByRole("button", { name: "All times" }).click();
  await waitForTargets(page, ["/e", "/d", "/c", "/down", "/b", "/a"]);
  assert.equal((await catcher.api("/api/captures")).total, 6);
  assertNoComplaints(page);
});

test("a click on the legend hides a layer, and shows it again", async () => {
  const { page } = await withTwoGroups();
  const layer = layers(page).getByRole("button", { name: "2xx 5" });
  await layer.click();
  await page.getByRole("img", { name: /^1 request from / }).waitFor();
  assert.equal(await layer.getAttribute("aria-pressed"), "false");
  await layer.click();
  await page.getByRole("img", { name: /^6 requests from / }).waitFor();
  assertNoComplaints(page);
});

test("closing the timeline, also while its size changes, throws nothing", async () => {
  const { page } = await withTwoGroups();
  for (const width of [900, 1200, 1000]) {
    await timeline(page).locator("canvas").waitFor();
    await Promise.all([page.setViewportSize({ width, height: 700 }), page.keyboard.press("t")]);
    await timeline(page).waitFor({ state: "detached" });
    await page.keyboard.press("t");
  }
  await timeline(page).locator("canvas").waitFor();
  assertNoComplaints(page);
});

test("the timeline follows the search", async () => {
  const { page } = await withTwoGroups();
  await said(page, "2xx 5");
  await page.getByRole("combobox", { name: "Search captures" }).fill("path=/c");
  await said(page, "2xx 1");
  await page.getByRole("combobox", { name: "Search captures" }).fill("nowhere");
  await page.getByRole("img", { name: "No requests" }).waitFor();
});

test("pointing at the timeline says when, and how many", async () => {
  const { page } = await withTwoGroups();
  await said(page, "2xx 5");
  await timeline(page)
    .locator(".u-over")
    .hover({ position: { x: 2, y: 20 } });
  await timeline(page)
    .getByText(/^\d\d:\d\d:\d\d\.\d{3} to \d\d:\d\d:\d\d\.\d{3}: \d+ requests?$/)
    .waitFor();
});

test("the timeline is drawn in the chosen zone and colours", async () => {
  const { page } = await withTwoGroups();
  const picture = () =>
    timeline(page)
      .locator("canvas")
      .evaluate((canvas) => canvas.toDataURL());
  await said(page, "2xx 5");
  const before = await picture();
  await choose(page, "dark");
  await page.waitForFunction(
    (old) => document.querySelector(".timeline canvas").toDataURL() !== old,
    before,
  );
});

for (const colorScheme of ["light", "dark"]) {
  test(`the timeline is accessible in ${colorScheme}`, async () => {
    const { catcher } = await withTwoGroups();
    const page = await openPage(catcher, { colorScheme });
    await row(page, 1).waitFor();
    await page.keyboard.press("t");
    await said(page, "2xx 5");
    await assertAccessible(page, "the timeline");
    assert.ok((await rows(page).count()) > 0);
  });
}
