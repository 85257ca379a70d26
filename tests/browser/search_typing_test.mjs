import {
  assert,
  openPage,
  row,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const box = (page) => page.getByRole("combobox", { name: "Search captures" });

async function withLamps() {
  const catcher = await startCatcher();
  for (const target of ["/lemon", "/lamp", "/lamb"]) await catcher.send({ target });
  const page = await openPage(catcher);
  await row(page, 3).waitFor();
  return page;
}

/**
 * Keeps the searches of that page waiting until they are released. Tells what was searched for, and
 * how many searches were under way at most.
 */
async function holdSearches(page) {
  const waiting = new Map();
  const held = {
    asked: [],
    most: 0,
    /** Answers the search for that, once it was asked for. */
    release: async (text) => {
      while (!waiting.has(text)) await new Promise((resolve) => (held.told = resolve));
      waiting.get(text)();
    },
  };
  await page.route(/\/api\/captures\?.*\bq=/, async (route) => {
    const text = new URL(route.request().url()).searchParams.get("q");
    held.asked.push(text);
    const isReleased = new Promise((resolve) => waiting.set(text, resolve));
    held.most = Math.max(held.most, waiting.size);
    held.told?.();
    await isReleased;
    waiting.delete(text);
    await route.continue();
  });
  return held;
}

/** Notes each list of rows that the page shows from now on. */
function watchRows(page) {
  return page.evaluate(() => {
    const rows = () =>
      [...document.querySelectorAll("a.row .target")].map((one) => one.textContent);
    window.shownRows = new Set([rows().join()]);
    new MutationObserver(() => window.shownRows.add(rows().join())).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
}

test("what is typed is searched for at once, and while that takes, the newest text alone waits", async () => {
  const page = await withLamps();
  const held = await holdSearches(page);
  await watchRows(page);
  await box(page).focus();
  await page.keyboard.type("lamp");
  await page.locator(".list[aria-busy='true']").waitFor();
  await held.release("l");
  await held.release("lamp");
  await waitForTargets(page, ["/lamp"]);
  await page.locator(".list[aria-busy='false']").waitFor();
  assert.deepEqual(held.asked, ["l", "lamp"]);
  assert.equal(held.most, 1);
  const shown = await page.evaluate(() => [...window.shownRows]);
  assert.deepEqual(shown, ["/lamb,/lamp,/lemon", "/lamp"], "what l found is shown to nobody");
});

test("text that is typed and taken back while it is searched for shows what it finds", async () => {
  const page = await withLamps();
  const held = await holdSearches(page);
  await box(page).fill("lam");
  await page.keyboard.type("p");
  await page.keyboard.press("Backspace");
  await held.release("lam");
  await waitForTargets(page, ["/lamb", "/lamp"]);
  assert.deepEqual(held.asked, ["lam"]);
});

test("a word that the catcher refuses is left alone until it is finished", async () => {
  const page = await withLamps();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  const refused = page.waitForResponse((answer) => answer.status() === 400);
  await box(page).fill("metod=POST");
  await refused;
  await waitForTargets(page, ["/lamb", "/lamp", "/lemon"]);
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.clock.runFor(1_000);
  await page
    .getByRole("alert")
    .getByText(/did you mean method=/)
    .waitFor();
  await page.getByText("Nothing was searched.").waitFor();
});

test("a row that is clicked right after a key is opened, and the search stays in the address", async () => {
  const page = await withLamps();
  // So that neither a key nor the click waits for the tools of this test.
  await page.evaluate(async () => {
    const field = document.querySelector("#search");
    for (const text of ["l", "la", "lam"]) {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
    document.querySelector("a.row[data-id='2']").click();
  });
  await page.getByRole("article", { name: "Capture 2", exact: true }).waitFor();
  await waitForTargets(page, ["/lamb", "/lamp"]);
  await page.waitForURL(/#\/captures\/2\?q=lam$/);
});
