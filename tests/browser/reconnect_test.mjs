import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openPage, rows, status, useBrowser, waitForTargets } from "./support/browser.mjs";
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
