import {
  assert,
  choose,
  detail,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** Stands in for the system, which shows nothing here, and for a tab that can be hidden. */
function standIn() {
  window.told = [];
  window.Notification = class {
    static permission = "default";
    static async requestPermission() {
      return (this.permission = "granted");
    }
    constructor(title, { body }) {
      window.told.push({ title, body, click: () => this.onclick() });
    }
    close() {}
  };
  Object.defineProperty(document, "hidden", { get: () => window.isAway === true });
}

const prepare = (context) => context.addInitScript(standIn);
const told = (page) => page.evaluate(() => window.told.map(({ title, body }) => [title, body]));
const goAway = (page) => page.evaluate(() => (window.isAway = true));

test("a notification tells what was caught while the tab isn't seen, if it is wanted", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher, { prepare });
  await goAway(page);
  await catcher.send({ target: "/unwanted" });
  await row(page, 1).waitFor();
  assert.deepEqual(await told(page), []);
  await choose(page, /when something is caught/);
  await catcher.send({ method: "PUT", target: "/wanted" });
  await page.waitForFunction(() => window.told.length === 1);
  assert.deepEqual(await told(page), [["Hookline: 1 capture", "PUT /wanted, answered with 200"]]);
  await page.evaluate(() => window.told[0].click());
  await detail(page, 2).getByText("#2", { exact: true }).waitFor();
});

test("no notification tells what is seen anyway", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher, { prepare });
  await choose(page, /when something is caught/);
  await catcher.send({ target: "/seen" });
  await row(page, 1).waitFor();
  assert.deepEqual(await told(page), []);
});

test("a burst is told in one notification, and another when it is over", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher, {
    prepare: async (context) => {
      await prepare(context);
      await context.clock.install();
    },
  });
  await choose(page, /when something is caught/);
  await goAway(page);
  await catcher.send({ target: "/first" });
  await page.waitForFunction(() => window.told.length === 1);
  await catcher.burst(30);
  await row(page, 31).waitFor();
  assert.equal((await told(page)).length, 1);
  await page.clock.fastForward(6_000);
  await page.waitForFunction(() => window.told.length === 2);
  assert.equal((await told(page))[1][0], "Hookline: 30 captures");
});

test("a browser that refuses notifications is said to do so", async () => {
  const page = await openPage(await startCatcher(), {
    prepare: (context) =>
      context.addInitScript(() =>
        Object.defineProperty(Notification, "permission", { value: "denied" }),
      ),
  });
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByText("This browser was told to refuse them").waitFor();
  assert.equal(await page.getByLabel(/when something is caught/).isDisabled(), true);
});
