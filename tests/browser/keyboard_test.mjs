import {
  assert,
  clipboard,
  detail,
  openPage,
  row,
  startCatcher,
  status,
  test,
} from "./support/in_browser.mjs";

async function withCaptures(count, body = "") {
  const catcher = await startCatcher();
  for (let sent = 0; sent < count; sent += 1) await catcher.send({ target: `/${sent + 1}`, body });
  const page = await openPage(catcher);
  await row(page, count).waitFor();
  return { catcher, page, press: (key) => page.keyboard.press(key) };
}

const opened = (page, id) => detail(page, id).getByText(`#${id}`, { exact: true }).waitFor();
const focusedRow = (page) =>
  page.evaluate(() => document.activeElement.closest("a.row")?.dataset.id ?? null);

/** Runs a command by its name. */
async function run(page, words) {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "All commands" }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

test("the list is one tab stop, and arrows move in it", async () => {
  const { page, press } = await withCaptures(5);
  await row(page, 5).focus();
  await press("Enter");
  await opened(page, 5);
  for (const id of [4, 3]) {
    await press("ArrowDown");
    await opened(page, id);
    await page.waitForFunction(
      (wanted) => document.activeElement.dataset.id === wanted,
      String(id),
    );
  }
  await press("Tab");
  assert.equal(await focusedRow(page), null);
  await press("Shift+Tab");
  assert.equal(await focusedRow(page), "3");
  await press("End");
  await opened(page, 1);
  await press("ArrowUp");
  await opened(page, 2);
  await press("Home");
  await opened(page, 5);
});

test("after j, the keys that scroll reach what is opened", async () => {
  const { page, press } = await withCaptures(2, "line\n".repeat(400));
  await row(page, 2).click();
  await opened(page, 2);
  await press("j");
  await opened(page, 1);
  await press("End");
  await page.waitForFunction(() => {
    for (let box = document.querySelector(".detail"); box; box = box.parentElement) {
      if (box.scrollTop > 0) return true;
    }
    return false;
  });
  assert.equal(await page.evaluate(() => document.querySelector(".rows").scrollTop), 0);
});

test("the capture is deleted, copied and sent again by keys", async () => {
  const { page, press } = await withCaptures(2);
  await press("j");
  await opened(page, 2);
  await press("y");
  await detail(page, 2).getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await clipboard(page), /^curl .*\/2/s);
  await press("Delete");
  await row(page, 2).waitFor({ state: "detached" });
  await opened(page, 1);
  await press("r");
  await detail(page, 1).getByLabel("Send it to").waitFor();
});

test("the palette lists what can be done, and does it", async () => {
  const { page, press } = await withCaptures(1);
  await press("Control+k");
  const palette = page.getByRole("dialog", { name: "All commands" });
  await palette.getByRole("option", { name: "settings" }).waitFor();
  assert.equal(await palette.getByRole("option", { name: "delete the capture" }).count(), 0);
  await press("Escape");
  await palette.waitFor({ state: "detached" });
  await run(page, "pause list");
  await status(page, "Paused");
  await run(page, "timeline");
  await page.getByRole("region", { name: "Timeline" }).waitFor();
  await run(page, "search");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await press("Control+k");
  await page.keyboard.type("no such thing");
  await palette.getByText("There is no such command.").waitFor();
  await press("Enter");
  await palette.waitFor();
});

test("a dialog that is closed gives the focus back", async () => {
  const { page, press } = await withCaptures(2);
  await row(page, 1).focus();
  await press("?");
  await page.getByRole("button", { name: "Close" }).press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await focusedRow(page), "1");
});

test("by keys alone: 503 twice, then 200, for /hook alone; run, and started over", async () => {
  const { catcher, page, press } = await withCaptures(1);
  const statuses = async (target, count) => {
    const all = [];
    for (let sent = 0; sent < count; sent += 1) {
      const { answer } = await catcher.send({ target });
      all.push(Number(answer.slice(9, 12)));
    }
    return all;
  };
  /** Tabs on to what has this name. */
  const tabTo = async (name) => {
    const nameOf = () => {
      const { ariaLabel, labels, textContent } = document.activeElement;
      return ariaLabel ?? labels?.[0]?.textContent ?? textContent.trim();
    };
    for (let step = 0; step < 120; step += 1) {
      if ((await page.evaluate(nameOf)) === name) return;
      await press("Tab");
    }
    assert.fail(`no Tab comes to ${name}`);
  };
  await run(page, "replies");
  await page.getByRole("article", { name: "Replies" }).getByText("There is no rule.").waitFor();
  await tabTo("500 twice, then 200");
  await press("Enter");
  await page.getByRole("region", { name: "Rule 1" }).waitFor();
  await page.keyboard.press("Shift+Tab");
  for (let step = 0; step < 60; step += 1) {
    const text = await page.evaluate(() => document.activeElement.textContent);
    if (text === "Add a condition") break;
    await press("Shift+Tab");
  }
  await press("Enter");
  await page.keyboard.type("/hook");
  await tabTo("Status");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("503");
  for (let step = 0; step < 60; step += 1) {
    const text = await page.evaluate(() => document.activeElement.textContent);
    if (text === "Save the rules") break;
    await press("Shift+Tab");
  }
  await press("Enter");
  await page.getByText("Saved.").waitFor();
  assert.deepEqual(await statuses("/hook", 3), [503, 503, 200]);
  assert.deepEqual(await statuses("/other", 1), [200]);
  await page.getByText("0 of 2 left").waitFor();
  await tabTo("Start Rule 1 over");
  await press("Enter");
  await page.getByText("0 of 2 left").waitFor({ state: "detached" });
  assert.deepEqual(await statuses("/hook", 3), [503, 503, 200]);
});
