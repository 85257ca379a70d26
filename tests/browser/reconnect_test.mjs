import { join } from "node:path";
import {
  assert,
  detail,
  openCapture,
  openPage,
  row,
  rows,
  startCatcher,
  status,
  temporaryFolder,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

/** Another catcher where that one was. */
async function restarted(catcher, store) {
  await catcher.stop();
  return startCatcher({ listen: catcher.listen, page: catcher.page, store });
}

test("what came while the page was cut off is filled in, once", async () => {
  const store = join(await temporaryFolder(), "captures.db");
  const first = await startCatcher({ store });
  const page = await openPage(first);
  await first.send({ target: "/before" });
  await waitForTargets(page, ["/before"]);
  await page.context().setOffline(true);
  await first.stop();
  await status(page, "Reconnecting");
  const second = await restarted(first, store);
  await second.send({ target: "/meanwhile" });
  await page.context().setOffline(false);
  await status(page, "Live");
  await second.send({ target: "/after" });
  await waitForTargets(page, ["/after", "/meanwhile", "/before"]);
});

test("a gap longer than a page is filled in whole", async () => {
  const store = join(await temporaryFolder(), "captures.db");
  const first = await startCatcher({ store });
  const page = await openPage(first);
  await first.send({ target: "/before" });
  await waitForTargets(page, ["/before"]);
  await page.context().setOffline(true);
  const second = await restarted(first, store);
  await status(page, "Reconnecting");
  await second.burst(1_300);
  await page.context().setOffline(false);
  await status(page, "Live");
  await page.locator('[aria-setsize="1301"]').first().waitFor();
});

test("a catcher that begins anew replaces the list", async () => {
  const first = await startCatcher();
  const page = await openPage(first);
  for (const target of ["/a", "/b"]) await first.send({ target });
  await waitForTargets(page, ["/b", "/a"]);
  const second = await restarted(first, "memory");
  await second.send({ target: "/new" });
  await waitForTargets(page, ["/new"]);
  assert.equal(await rows(page).count(), 1);
});

test("a catcher that begins anew replaces the open capture", async () => {
  const first = await startCatcher();
  const page = await openPage(first);
  for (const target of ["/old/1", "/old/2"]) await first.send({ target });
  await openCapture(page, 2);
  const second = await restarted(first, "memory");
  await second.send({ target: "/new/1" });
  await waitForTargets(page, ["/new/1"]);
  await page.getByText("Capture 2 isn't here.").waitFor();
  await second.send({ target: "/new/2" });
  await detail(page, 2).getByRole("heading", { level: 2 }).getByText("/new/2").waitFor();
});

test("an open capture that made room for newer ones says so", async () => {
  const catcher = await startCatcher({ flags: ["--keep", "2"] });
  const page = await openPage(catcher);
  await catcher.send({ target: "/1" });
  const shown = await openCapture(page, 1);
  const notice = shown.getByText("It is no longer kept");
  await catcher.send({ target: "/2" });
  await waitForTargets(page, ["/2", "/1"]);
  assert.equal(await notice.count(), 0);
  await catcher.send({ target: "/3" });
  await notice.waitFor();
  await shown.getByRole("heading", { level: 2 }).getByText("/1").waitFor();
});

const deleteFound = (catcher, query) => catcher.api(`/api/captures?${query}`, { method: "DELETE" });

test("counts and the open capture are true after a reconnect", async () => {
  const store = join(await temporaryFolder(), "captures.db");
  const first = await startCatcher({ store });
  for (const target of ["/a", "/a", "/a", "/b", "/b"]) await first.send({ target });
  const page = await openPage(first, { hash: "#/captures/1?path=%2Fa" });
  await page.getByText("3 found", { exact: true }).first().waitFor();
  await page.getByText("5 kept", { exact: true }).waitFor();
  await page.context().setOffline(true);
  const second = await restarted(first, store);
  await status(page, "Reconnecting");
  await deleteFound(second, "id=1,2");
  for (const target of ["/a", "/b", "/b", "/b"]) await second.send({ target });
  await page.context().setOffline(false);
  await status(page, "Live");
  await page.getByText("2 found", { exact: true }).first().waitFor();
  await page.getByText("7 kept", { exact: true }).waitFor();
  await waitForTargets(page, ["/a", "/a"]);
  await page.getByText("Capture 1 isn't here.").waitFor();
});

test("what was deleted meanwhile is gone after a reconnect, far down the list, too", async () => {
  const store = join(await temporaryFolder(), "captures.db");
  const first = await startCatcher({ store });
  await first.burst(700);
  const page = await openPage(first);
  await rows(page).first().waitFor();
  await page.keyboard.press("G");
  await row(page, 1).waitFor();
  await page.locator('[aria-setsize="700"]').first().waitFor();
  await page.context().setOffline(true);
  const second = await restarted(first, store);
  await status(page, "Reconnecting");
  const { deleted } = await deleteFound(second, "path=/burst/5*");
  assert.equal(deleted, 111);
  await second.burst(10, () => "/meanwhile");
  await page.context().setOffline(false);
  await status(page, "Live");
  await page.getByText("10 new", { exact: true }).waitFor();
  await page.locator('[aria-setsize="589"]').first().waitFor();
  await page.getByText("599 kept", { exact: true }).waitFor();
  const burst5 = page.locator("a.row .target", { hasText: /^\/burst\/5\d?$/ });
  await burst5.first().waitFor({ state: "detached" });
});

test("the rules are those of the catcher that is there after a reconnect", async () => {
  const first = await startCatcher();
  await first.api("/api/replies", { method: "PUT", body: '[{"reply":{"status":201}}]' });
  const page = await openPage(first, { hash: "#/replies" });
  await page.getByRole("region", { name: "Rule 1" }).waitFor();
  await restarted(first, "memory");
  await page.getByText("There is no rule.").waitFor();
});
