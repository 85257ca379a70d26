import { gzipSync } from "node:zlib";
import { assert, openPage, startCatcher, status, test } from "./support/in_browser.mjs";

test("the whole page is under 120 kB compressed", async () => {
  const catcher = await startCatcher();
  const fetched = async (path) =>
    Buffer.from(await (await fetch(catcher.watching + path)).arrayBuffer());
  const page = String(await fetched("/"));
  const files = [...page.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(files.length >= 3, page);
  const sizes = await Promise.all(
    ["/", ...files].map(async (path) => gzipSync(await fetched(path)).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total < 120_000, `${total} bytes`);
});

for (const part of ["version", "page"]) {
  test(`a page of another ${part} reloads itself once it is connected again`, async () => {
    const catcher = await startCatcher();
    const page = await openPage(catcher);
    await page.evaluate(() => (window.isOld = true));
    await page.route("**/api/health", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json()), [part]: "another" } });
    });
    const reloaded = page.waitForEvent("load");
    await catcher.stop();
    await startCatcher({ listen: catcher.listen, page: catcher.page });
    await reloaded;
    await status(page, "Live");
    assert.equal(await page.evaluate(() => window.isOld), undefined);
  });
}

test("a page of the same version doesn't reload when it is connected again", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await page.evaluate(() => (window.isOld = true));
  await catcher.stop();
  await status(page, "Reconnecting");
  await startCatcher({ listen: catcher.listen, page: catcher.page });
  await status(page, "Live");
  assert.equal(await page.evaluate(() => window.isOld), true);
});

test("a catcher that listens on all addresses is named by the one that leads to it", async () => {
  const catcher = await startCatcher({ listen: "0.0.0.0:0" });
  const page = await openPage(catcher);
  const { port } = new URL(catcher.catching);
  await page
    .getByRole("region", { name: "How to begin" })
    .getByText(`http://127.0.0.1:${port}`, { exact: true })
    .waitFor();
});
