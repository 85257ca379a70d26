import {
  assert,
  assertNoComplaints,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** More than there are stops on the page. */
const stopsMax = 80;

/** Presses Tab, or what is given, until that has the focus. */
async function tabTo(page, wanted, key = "Tab") {
  await wanted.waitFor();
  for (let pressed = 0; pressed < stopsMax; pressed += 1) {
    if (await wanted.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${wanted} is no stop of the keyboard`);
}

async function fill(page, field, text) {
  await tabTo(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

async function press(page, button, key = "Tab") {
  await tabTo(page, button, key);
  await page.keyboard.press("Enter");
}

test("503 twice, then 200, for /hook alone: made, run and started over by keys", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const statusOf = async (target) => {
    const { answer } = await catcher.send({ target });
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  };
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "All commands" }).waitFor();
  await page.keyboard.type("replies");
  await page.keyboard.press("Enter");
  const shown = page.getByRole("article", { name: "Replies" });
  const button = (name) => shown.getByRole("button", { name, exact: true });
  await shown.getByText("There is no rule.").waitFor();

  await press(page, button("500 twice, then 200"));
  const rule = shown.getByRole("region", { name: "Rule 1", exact: true });
  await press(page, rule.getByRole("button", { name: "Add a condition" }), "Shift+Tab");
  await page.keyboard.type("/hook");
  await rule.getByText("None of 0 kept captures fit.").waitFor();
  const first = rule.getByRole("group", { name: "First answer" });
  await fill(page, first.getByLabel("Status"), "503");
  assert.equal(await first.getByLabel("How many times").inputValue(), "2");
  await press(page, button("Save the rules"), "Shift+Tab");
  await shown.getByText("Saved.").waitFor();

  const left = (count) => first.getByText(`${count} of 2 left`, { exact: true }).waitFor();
  assert.equal(await statusOf("/hook"), 503);
  await left(1);
  await rule.getByText("503 2 × (1 left), then 200").waitFor();
  assert.equal(await statusOf("/hook/other"), 200, "it is for /hook alone");
  assert.equal(await statusOf("/hook"), 503);
  await left(0);
  assert.equal(await statusOf("/hook"), 200);
  await row(page, 4).waitFor();
  assert.equal(await first.getByLabel("How many times").inputValue(), "2", "what was set stays");

  await press(page, button("Start Rule 1 over"));
  await first.getByText(/ of 2 left$/).waitFor({ state: "detached" });
  await shown.getByText("Saved.").waitFor();
  assert.deepEqual(
    [await statusOf("/hook"), await statusOf("/hook"), await statusOf("/hook")],
    [503, 503, 200],
  );
  assertNoComplaints(page);
});
