import {
  assert,
  openPage,
  row,
  startCatcher,
  status,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

/** Further tabs of the same browser. */
async function openTabs(page, catcher, hashes) {
  const tabs = await Promise.all(hashes.map(() => page.context().newPage()));
  await Promise.all(tabs.map((tab, index) => tab.goto(`${catcher.watching}/${hashes[index]}`)));
  await Promise.all(tabs.map((tab) => status(tab, "Live")));
  return tabs;
}

const viewers = async (catcher) => (await catcher.api("/api/health")).viewers;

test("eight tabs are live over one stream, and each can still ask for more", async () => {
  const catcher = await startCatcher();
  const first = await openPage(catcher);
  const tabs = [first, ...(await openTabs(first, catcher, Array(7).fill("")))];
  assert.equal(await viewers(catcher), 1);
  await catcher.send({ target: "/to-all" });
  await Promise.all(tabs.map((tab) => waitForTargets(tab, ["/to-all"])));
  for (const tab of tabs) {
    await row(tab, 1).click();
    await tab.getByRole("article", { name: "Capture 1" }).waitFor();
  }
});

test("a tab that searches is live over the same stream", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const [search] = await openTabs(page, catcher, ["#/?path=/yes/*"]);
  assert.equal(await viewers(catcher), 1);
  for (const target of ["/yes/1", "/no/2", "/yes/3"]) await catcher.send({ target });
  await waitForTargets(search, ["/yes/3", "/yes/1"]);
  await waitForTargets(page, ["/yes/3", "/no/2", "/yes/1"]);
  await catcher.burst(1_200, (number) => (number % 2 ? `/yes/${number}` : "/no"));
  await search.locator('[aria-setsize="602"]').first().waitFor();
});

test("the others stay live when a tab is closed, and the stream ends with the last", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const [other] = await openTabs(page, catcher, [""]);
  await page.goto("about:blank");
  await catcher.send({ target: "/still-live" });
  await waitForTargets(other, ["/still-live"]);
  assert.equal(await viewers(catcher), 1);
  await other.goto("about:blank");
  while ((await viewers(catcher)) > 0) await catcher.send({ target: "/wakes-the-stream" });
});

test("tabs come back together when the catcher does", async () => {
  const first = await startCatcher();
  const page = await openPage(first);
  const tabs = [page, ...(await openTabs(page, first, ["", "#/?path=/new"]))];
  await first.send({ target: "/old" });
  await waitForTargets(page, ["/old"]);
  await first.stop();
  await Promise.all(tabs.map((tab) => status(tab, "Reconnecting")));
  const second = await startCatcher({ listen: first.listen, page: first.page });
  for (const target of ["/new", "/new"]) await second.send({ target });
  await Promise.all(tabs.map((tab) => waitForTargets(tab, ["/new", "/new"])));
  assert.equal(await viewers(second), 1);
});

/** A tab that can be hidden, which the browser here never does. */
function standIn() {
  window.hide = (isHidden) => {
    window.isHidden = isHidden;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  Object.defineProperty(document, "hidden", { get: () => window.isHidden === true });
}

for (const sharing of ["sharing", "alone"]) {
  test(`a hidden tab lets the stream go until it is seen, ${sharing}`, async () => {
    const catcher = await startCatcher();
    const page = await openPage(catcher, {
      prepare: async (context) => {
        await context.addInitScript(standIn);
        if (sharing === "alone") await context.addInitScript("delete window.SharedWorker");
        await context.clock.install();
      },
    });
    await catcher.send({ target: "/seen" });
    await waitForTargets(page, ["/seen"]);
    await page.evaluate(() => window.hide(true));
    const deleted = async () =>
      (await catcher.api("/api/captures/2", { method: "DELETE" })).deleted;
    // A stream that was let go ends when there is something to tell.
    await catcher.send({ target: "/wakes-the-stream" });
    while ((await viewers(catcher)) > 0) await page.waitForTimeout(20);
    assert.equal(await deleted(), 1);
    await catcher.send({ target: "/unseen" });
    await page.clock.fastForward(20_000);
    await page.waitForFunction(() => document.title === "(1) Hookline");
    assert.equal(await viewers(catcher), 0);
    await page.evaluate(() => window.hide(false));
    await page.waitForFunction(() => document.title === "Hookline");
    while ((await viewers(catcher)) === 0) await page.waitForTimeout(20);
    await catcher.send({ target: "/again" });
    await waitForTargets(page, ["/again", "/unseen", "/seen"]);
  });
}
