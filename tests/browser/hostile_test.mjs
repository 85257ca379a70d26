import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertNoComplaints,
  detail,
  openCapture,
  openPage,
  pairsIn,
  row,
  useBrowser,
} from "./support/browser.mjs";
import { startCatcher } from "./support/catcher.mjs";

useBrowser();

const script = `"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;

async function assertNotHacked(page) {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main script, main img, main iframe").count(), 0);
  assertNoComplaints(page);
}

/** Opens the capture and looks at each of its views. */
async function lookAtAll(page, id) {
  const shown = await openCapture(page, id);
  for (const tab of await shown.getByRole("tab").all()) {
    await tab.click();
    await shown.getByRole("tabpanel").getByText("Loading…").waitFor({ state: "detached" });
  }
  await shown.getByRole("tab").first().click();
  return shown;
}

test("scripts in every part of a request are shown as text", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const target = `/${script.replaceAll(" ", "+")}?${script.replaceAll(" ", "+")}=1`;
  await catcher.sendForm(target, { [script]: script, [`a[${script}]`]: script }, [
    ["X-Evil", script],
  ]);
  const shown = await lookAtAll(page, 1);
  const headers = await pairsIn(shown.getByRole("table", { name: "Headers" }));
  assert.ok(headers.some(([name, value]) => name === "X-Evil" && value === script));
  await catcher.sendJson("/json", JSON.stringify({ [script]: script }));
  await catcher.send({ headers: [["Content-Type", "text/html"]], body: script });
  await catcher.send({ headers: [["Content-Type", script]], body: script });
  for (const id of [2, 3, 4]) {
    const { length } = await (await lookAtAll(page, id)).getByText("window.hacked").all();
    assert.ok(length > 0);
  }
  await assertNotHacked(page);
});

test("a request that is none is shown with the reason why", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({ headers: [["<script>window.hacked=1</script>", script]] });
  await row(page, 1).getByText("refused").waitFor();
  const shown = await lookAtAll(page, 1);
  await shown.getByText(/^Refused: /).waitFor();
  await assertNotHacked(page);
});

test("text that would turn around what is near it is written out", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.sendForm("/rtl", { name: "\u202egnp.exe", zero: "a\u200bb\0c" });
  const shown = await openCapture(page, 1);
  assert.deepEqual(await pairsIn(shown.getByRole("table", { name: "Form fields" })), [
    ["name", "‹U+202E›gnp.exe"],
    ["zero", "a‹U+200B›b␀c"],
  ]);
});

test("bytes that are not UTF-8 are said to be so", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const type = ["Content-Type", "application/x-www-form-urlencoded"];
  await catcher.send({ headers: [type], body: "name=%FF%FE&ok=1" });
  const shown = await lookAtAll(page, 1);
  await shown.getByText("Some bytes are not UTF-8").waitFor();
  assertNoComplaints(page);
});

test("a line of 5 MB is shown in pieces", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({ headers: [["Content-Type", "text/plain"]], body: "x".repeat(5 << 20) });
  const shown = await lookAtAll(page, 1);
  await shown.getByRole("button", { name: /^Show .* more of 5.0 MiB$/ }).waitFor();
  assertNoComplaints(page);
});

test("JSON that nests without end is refused with the reason", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.sendJson("/deep", "[".repeat(100_000) + "]".repeat(100_000));
  const shown = await lookAtAll(page, 1);
  await shown.getByText("nested more than 1000 deep").waitFor();
  assertNoComplaints(page);
});

test("a form of 200,000 fields is shown from its beginning", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const type = ["Content-Type", "application/x-www-form-urlencoded"];
  await catcher.send({ headers: [type], body: "a%5B%5D=1&".repeat(200_000) });
  await lookAtAll(page, 1);
  await detail(page, 1).getByText("of 200,000 fields").waitFor();
  assertNoComplaints(page);
});
