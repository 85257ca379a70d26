import {
  assert,
  assertAccessible,
  assertNoComplaints,
  detail,
  openCapture,
  openPage,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

async function withThree() {
  const catcher = await startCatcher();
  for (const target of ["/a", "/b", "/c"]) await catcher.send({ target });
  return { catcher, page: await openPage(catcher) };
}

test("a deleted capture leaves the list, and the next one is opened", async () => {
  const { catcher, page } = await withThree();
  const shown = await openCapture(page, 2);
  await shown.getByRole("button", { name: "Delete this capture" }).click();
  await waitForTargets(page, ["/c", "/a"]);
  await detail(page, 1).getByText("#1", { exact: true }).waitFor();
  assert.equal((await catcher.api("/api/captures")).total, 2);
  assertNoComplaints(page);
});

test("all are deleted once that is confirmed", async () => {
  const { catcher, page } = await withThree();
  await page.getByRole("button", { name: "Delete all captures" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete all captures" });
  await dialog.getByText("Delete 3 captures?").waitFor();
  await dialog.getByRole("button", { name: "Keep them" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal((await catcher.api("/api/captures")).total, 3);
  await page.getByRole("button", { name: "Delete all captures" }).click();
  await dialog.getByRole("button", { name: "Delete all" }).click();
  await page.getByRole("button", { name: "Send a sample to myself" }).waitFor();
  assert.equal((await catcher.api("/api/captures")).total, 0);
  assertNoComplaints(page);
});

test("a deletion can be undone, from another tab and by a key too", async () => {
  const { catcher, page } = await withThree();
  const other = await page.context().newPage();
  await other.goto(catcher.watching);
  await openCapture(page, 2);
  await page.keyboard.press("Delete");
  await page.getByText("Deleted 1 capture.").waitFor();
  await waitForTargets(other, ["/c", "/a"]);
  await other.getByRole("button", { name: "Undo" }).click();
  await waitForTargets(page, ["/c", "/b", "/a"]);
  await waitForTargets(other, ["/c", "/b", "/a"]);
  await openCapture(page, 3);
  await page.keyboard.press("Delete");
  await waitForTargets(page, ["/b", "/a"]);
  await page.getByText("Deleted 1 capture.").waitFor();
  await assertAccessible(page, "with an undo");
  await page.keyboard.press("u");
  await waitForTargets(page, ["/c", "/b", "/a"]);
  assertNoComplaints(page);
});

test("what was found is deleted alone, and pinned ones are kept", async () => {
  const { page } = await withThree();
  await openCapture(page, 1);
  await page.keyboard.press("s");
  await page.getByRole("combobox", { name: "Search captures" }).fill("path=/a*");
  await page.getByRole("button", { name: "Delete 1 found" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 1 found" });
  await dialog.getByText("Those that are pinned are kept.").waitFor();
  await dialog.getByRole("button", { name: "Keep them" }).click();
  await page.getByRole("combobox", { name: "Search captures" }).fill("method=POST");
  await page.getByRole("button", { name: "Delete 3 found" }).click();
  await page.getByRole("button", { name: "Delete found" }).click();
  await waitForTargets(page, ["/a"]);
  await page.getByText("Deleted 2 captures. Pinned ones were kept.").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Undo" }).click();
  await waitForTargets(page, ["/c", "/b", "/a"]);
  assertNoComplaints(page);
});

test("what another program deletes leaves the list", async () => {
  const { catcher, page } = await withThree();
  await waitForTargets(page, ["/c", "/b", "/a"]);
  await catcher.api("/api/captures/3", { method: "DELETE" });
  await waitForTargets(page, ["/b", "/a"]);
  await catcher.api("/api/captures", { method: "DELETE" });
  await catcher.send({ target: "/d" });
  await waitForTargets(page, ["/d"]);
});
