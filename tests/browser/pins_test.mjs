import {
  assert,
  assertNoComplaints,
  openPage,
  row,
  startCatcher,
  status,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const pinOf = (page, id) =>
  page.locator(".list").getByRole("button", { name: `Pin capture ${id}` });
const pinnedOnly = (page) => page.getByRole("button", { name: "Pinned only" });

async function withFour() {
  const catcher = await startCatcher();
  for (const target of ["/a", "/b", "/c", "/d"]) await catcher.send({ target });
  const page = await openPage(catcher);
  await row(page, 1).waitFor();
  return { catcher, page };
}

async function pin(page, id) {
  await row(page, id).hover();
  await pinOf(page, id).click();
}

test("pins stay over a reload, and a filter shows them alone", async () => {
  const { page } = await withFour();
  await pin(page, 1);
  await pin(page, 3);
  await page.reload();
  await status(page, "Live");
  await row(page, 4).waitFor();
  assert.equal(await pinOf(page, 3).getAttribute("aria-pressed"), "true");
  assert.equal(await pinOf(page, 2).getAttribute("aria-pressed"), "false");
  await pinnedOnly(page).click();
  await waitForTargets(page, ["/c", "/a"]);
  await pin(page, 3);
  await waitForTargets(page, ["/a"]);
  await pinnedOnly(page).click();
  await waitForTargets(page, ["/d", "/c", "/b", "/a"]);
  assertNoComplaints(page);
});

test("pinned ones are searched like all, and what comes in stays out", async () => {
  const { catcher, page } = await withFour();
  await pin(page, 2);
  await pin(page, 3);
  await pinnedOnly(page).click();
  await waitForTargets(page, ["/c", "/b"]);
  await catcher.send({ target: "/e" });
  await page.getByText("5 kept").waitFor();
  await waitForTargets(page, ["/c", "/b"]);
  await page.getByRole("combobox", { name: "Search captures" }).fill("pinned=yes path=/b");
  await waitForTargets(page, ["/b"]);
});

test("without a pin the filter says how to pin", async () => {
  const { page } = await withFour();
  await pinnedOnly(page).click();
  await page.getByText("Nothing is pinned.").waitFor();
});

test("a capture of another store isn't pinned because its id was", async () => {
  const { catcher, page } = await withFour();
  await pin(page, 1);
  await catcher.stop();
  const second = await startCatcher({ listen: catcher.listen, page: catcher.page });
  await second.send({ target: "/new" });
  await waitForTargets(page, ["/new"]);
  assert.equal(await pinOf(page, 1).getAttribute("aria-pressed"), "false");
  await pinnedOnly(page).click();
  await page.getByText("Nothing is pinned.").waitFor();
});

test("two tabs have the same pins", async () => {
  const { catcher, page } = await withFour();
  const other = await page.context().newPage();
  await other.goto(catcher.watching);
  await pin(page, 2);
  await other.locator('.list .pin[aria-pressed="true"]').waitFor();
});
