import {
  assert,
  detail,
  openPage,
  row,
  startCatcher,
  status,
  test,
} from "./support/in_browser.mjs";

async function withCaptures(count) {
  const catcher = await startCatcher();
  await catcher.burst(count);
  const page = await openPage(catcher);
  await row(page, count).waitFor();
  return { catcher, page, press: (key) => page.keyboard.press(key) };
}

const opened = (page, id) => detail(page, id).getByText(`#${id}`, { exact: true }).waitFor();

test("j and k step through the captures", async () => {
  const { page, press } = await withCaptures(5);
  await press("j");
  await opened(page, 5);
  await press("j");
  await press("j");
  await opened(page, 3);
  await press("k");
  await opened(page, 4);
  assert.equal(await row(page, 4).getAttribute("aria-current"), "true");
});

test("G goes to the oldest, g to the newest", async () => {
  const { page, press } = await withCaptures(1_200);
  await press("Shift+G");
  await opened(page, 1);
  await row(page, 1).waitFor();
  await press("g");
  await opened(page, 1_200);
  await row(page, 1_200).waitFor();
});

test("a step brings the capture in sight", async () => {
  const { page, press } = await withCaptures(40);
  for (let step = 0; step < 25; step += 1) await press("j");
  await opened(page, 16);
  const inSight = await row(page, 16).evaluate((link) => {
    const { top, bottom } = link.getBoundingClientRect();
    const box = link.closest(".rows").getBoundingClientRect();
    return top >= box.top && bottom <= box.bottom;
  });
  assert.ok(inSight);
});

test("digits choose the views of the body", async () => {
  const { catcher, page, press } = await withCaptures(1);
  await catcher.sendForm("/form", { a: "b" });
  await row(page, 2).click();
  await opened(page, 2);
  for (const [key, name] of [
    ["3", "Hex"],
    ["2", "Text"],
    ["4", "Raw"],
    ["1", "Form 1"],
  ]) {
    await press(key);
    await page.getByRole("tab", { name, selected: true }).waitFor();
  }
});

test("slash goes to the search, where keys are letters", async () => {
  const { page, press } = await withCaptures(1);
  await press("/");
  await page.keyboard.type("jp?");
  const box = page.getByRole("combobox", { name: "Search captures" });
  assert.equal(await box.inputValue(), "jp?");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await status(page, "Live");
});

test("p pauses and goes on", async () => {
  const { page, press } = await withCaptures(1);
  await press("p");
  await status(page, "Paused");
  await press("p");
  await status(page, "Live");
});

test("s pins the chosen capture, and unpins it", async () => {
  const { page, press } = await withCaptures(2);
  await press("s");
  await press("j");
  await opened(page, 2);
  const pin = detail(page, 2).getByRole("button", { name: "Pin capture 2" });
  assert.equal(await pin.getAttribute("aria-pressed"), "false");
  await press("s");
  await page.locator('.detail .pin[aria-pressed="true"]').waitFor();
  await press("s");
  await page.locator('.detail .pin[aria-pressed="false"]').waitFor();
});

test("t shows the timeline, and hides it", async () => {
  const { page, press } = await withCaptures(2);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await press("t");
  await timeline.waitFor();
  await press("t");
  await timeline.waitFor({ state: "detached" });
});

test("a question mark opens the help, Escape closes what is open", async () => {
  const { page, press } = await withCaptures(1);
  await press("j");
  await opened(page, 1);
  await press("?");
  const help = page.getByRole("dialog", { name: "Help" });
  await help.getByText("this sheet").waitFor();
  await press("Escape");
  await help.waitFor({ state: "detached" });
  await opened(page, 1);
  await press("Escape");
  await detail(page, 1).waitFor({ state: "detached" });
});

test("keys with Ctrl are left to the browser", async () => {
  const { page, press } = await withCaptures(2);
  await press("Control+j");
  await press("Control+p");
  await status(page, "Live");
  assert.equal(await page.getByRole("article").count(), 0);
});
