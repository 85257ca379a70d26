import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  assert,
  assertNoComplaints,
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

const kept = (page, count) => page.getByText(`${count.toLocaleString("en")} kept`).waitFor();
const scrollTo = (page, top) =>
  page.locator(".rows").evaluate((box, to) => {
    box.scrollTop = to === "end" ? box.scrollHeight : to;
  }, top);

test("a request shows in the open page without a reload", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.sendForm("/any/path?x=1", { a: "b" });
  await row(page, 1).waitFor();
  const said = await row(page, 1).textContent();
  for (const part of [
    "POST",
    "/any/path?x=1",
    "#1",
    "application/x-www-form-urlencoded",
    "3 B",
    "200",
  ]) {
    assert.ok(said.includes(part), `${part} in ${said}`);
  }
  assertNoComplaints(page);
});

test("the newest comes first", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/a" });
  const page = await openPage(catcher);
  await catcher.send({ target: "/b" });
  await catcher.send({ target: "/c", method: "GET" });
  await waitForTargets(page, ["/c", "/b", "/a"]);
});

test("two tabs both get everything", async () => {
  const catcher = await startCatcher();
  const tabs = await Promise.all([openPage(catcher), openPage(catcher)]);
  for (const target of ["/a", "/b", "/c"]) await catcher.send({ target });
  for (const tab of tabs) await waitForTargets(tab, ["/c", "/b", "/a"]);
});

test("a tab that stands still keeps neither the senders nor the other tab waiting", async () => {
  const catcher = await startCatcher();
  const [stalled, lively] = await Promise.all([openPage(catcher), openPage(catcher)]);
  const debug = await stalled.context().newCDPSession(stalled);
  await debug.send("Debugger.enable");
  const paused = new Promise((resolve) => debug.once("Debugger.paused", resolve));
  await debug.send("Debugger.pause");
  await catcher.send({ target: "/first" });
  await paused;
  await catcher.burst(4_000, (number) => `/burst/${number}?${"x".repeat(2_000)}`);
  await kept(lively, 4_001);
  await row(lively, 4_001).waitFor();
  await debug.send("Debugger.resume");
  await debug.send("Debugger.disable");
  await kept(stalled, 4_001);
  await row(stalled, 4_001).waitFor();
  assertNoComplaints(lively);
});

test("the channel is shown, and what was answered", async () => {
  const catcher = await startCatcher();
  await catcher.api("/api/replies", {
    method: "PUT",
    body: JSON.stringify([{ match: { path: "/down" }, reply: { status: 503 } }]),
  });
  const page = await openPage(catcher);
  await catcher.send({ target: "/down", headers: [["Host", "shop.localhost"]] });
  await row(page, 1).getByText("shop", { exact: true }).waitFor();
  await row(page, 1).getByText("503", { exact: true }).waitFor();
});

test("a row names the event, and says what its signature is worth", async () => {
  const key = "not so secret";
  const catalogue = join(await temporaryFolder(), "events.json");
  const fields = [{ name: "type", always: true }];
  await writeFile(catalogue, JSON.stringify({ events: [{ name: "sale", label: "Sale", fields }] }));
  const catcher = await startCatcher({ flags: ["--catalogue", catalogue] });
  await catcher.api("/api/signing", {
    method: "PUT",
    body: JSON.stringify([{ scheme: "hmac-sha256", key, header: "X-Signature" }]),
  });
  const page = await openPage(catcher);
  const signature = createHmac("sha256", key).update("type=sale").digest("hex");
  await catcher.sendForm("/a", { type: "sale" }, [["X-Signature", signature]]);
  await catcher.sendForm("/b", { type: "sale" }, [["X-Signature", "0".repeat(64)]]);
  await row(page, 1).getByText("sale", { exact: true }).waitFor();
  await row(page, 1).getByText("signed", { exact: true }).waitFor();
  await row(page, 2).getByText("sale", { exact: true }).waitFor();
  assert.equal(await row(page, 2).getByText("signed", { exact: true }).count(), 0);
  assert.match(await row(page, 2).locator(".signature").textContent(), /wrong key|altered/);
});

test("how long ago something came ticks", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher, { prepare: (context) => context.clock.install() });
  await catcher.send({ target: "/" });
  await row(page, 1).getByText("now").waitFor();
  await page.clock.fastForward(65_000);
  await row(page, 1).getByText("1m").waitFor();
});

test("a burst arrives whole", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.burst(3_000);
  await kept(page, 3_000);
  await row(page, 3_000).waitFor();
  assert.equal(await page.getByRole("listitem").first().getAttribute("aria-setsize"), "3000");
  assert.ok((await rows(page).count()) < 60, "only what is in sight is rendered");
  assertNoComplaints(page);
});

test("older captures are fetched as the list is scrolled", async () => {
  const catcher = await startCatcher();
  await catcher.burst(1_800);
  const page = await openPage(catcher);
  await row(page, 1_800).waitFor();
  while ((await row(page, 1).count()) === 0) await scrollTo(page, "end");
  await openCapture(page, 1);
  assertNoComplaints(page);
});

test("a list scrolled by hand stands still and says how many are new", async () => {
  const catcher = await startCatcher();
  await catcher.burst(60);
  const page = await openPage(catcher);
  await row(page, 60).waitFor();
  await scrollTo(page, 600);
  const pill = page.getByRole("button", { name: /new$/ });
  await catcher.send({ target: "/new" });
  await pill.getByText("1 new").waitFor();
  await catcher.send({ target: "/newer" });
  await pill.getByText("2 new").waitFor();
  assert.equal(await row(page, 61).count(), 0);
  await pill.click();
  await row(page, 62).waitFor();
  await pill.waitFor({ state: "detached" });
});

test("no row moves away from under a moving pointer", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/aimed-at" });
  const page = await openPage(catcher);
  const { x, y } = await row(page, 1).boundingBox();
  let isMoving = true;
  const moves = (async () => {
    for (let step = 1; isMoving; step += 1) await page.mouse.move(x + 20 + (step % 9), y + 20);
  })();
  await row(page, 1).and(page.locator(":hover")).waitFor();
  await catcher.send({ target: "/new" });
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await waitForTargets(page, ["/aimed-at"]);
  isMoving = false;
  await moves;
  await waitForTargets(page, ["/new", "/aimed-at"]);
  assertNoComplaints(page);
});

test("a list that is paused stays so when something is searched for", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/a/1" });
  const page = await openPage(catcher);
  await page.getByRole("button", { name: "Pause the list" }).click();
  await page.getByRole("combobox", { name: "Search captures" }).fill("path=/a/*");
  await page.getByText("1 found").first().waitFor();
  await catcher.send({ target: "/a/2" });
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await waitForTargets(page, ["/a/1"]);
  await status(page, "Paused");
  await page.getByRole("button", { name: "Go on" }).click();
  await waitForTargets(page, ["/a/2", "/a/1"]);
});

test("a paused list stands still until it goes on", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/before" });
  const page = await openPage(catcher);
  await page.getByRole("button", { name: "Pause the list" }).click();
  await status(page, "Paused");
  await catcher.send({ target: "/meanwhile" });
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await waitForTargets(page, ["/before"]);
  await page.getByRole("button", { name: "Go on" }).click();
  await status(page, "Live");
  await waitForTargets(page, ["/meanwhile", "/before"]);
});

test("what made room for newer ones is counted and leaves the list", async () => {
  const catcher = await startCatcher({ flags: ["--keep", "10"] });
  const page = await openPage(catcher);
  await catcher.burst(25);
  await page.getByText("15 dropped").waitFor();
  await kept(page, 10);
  await row(page, 25).waitFor();
  await row(page, 15).waitFor({ state: "detached" });
  assert.equal(await rows(page).count(), 10);
});

test("what has not been opened yet is marked", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/old" });
  const page = await openPage(catcher);
  await catcher.send({ target: "/new" });
  await row(page, 2).getByText("unread").waitFor();
  assert.equal(await row(page, 1).getByText("unread").count(), 0);
  await openCapture(page, 2);
  await openCapture(page, 1);
  assert.equal(await row(page, 2).getByText("unread").count(), 0);
});
