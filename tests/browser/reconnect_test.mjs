import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import {
  detail,
  openCapture,
  openPage,
  rows,
  status,
  useBrowser,
  waitForTargets,
} from "./support/browser.mjs";
import { startCatcher, temporaryFolder } from "./support/catcher.mjs";

useBrowser();

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
