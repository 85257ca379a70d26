import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import {
  assert,
  assertAccessible,
  assertNoComplaints,
  isTooWide,
  openFile,
  temporaryFolder,
  test,
} from "./support/in_browser.mjs";

const long = "unbroken".repeat(60);

function scenario(name, firstName) {
  return JSON.stringify({
    name,
    account: {
      contacts: [{ id: 1, email: "jane@example.com", first_name: "Jane", last_name: long }],
      webhooks: [{ name: "To <b>Zapier</b>", url: "{catcher}/hook", events: "all" }],
    },
    steps: [{ event: "open", contact: 1 }],
    expect: [{ webhook: "To <b>Zapier</b>", fields: { "contact[first_name]": firstName } }],
  });
}

/** The report of two scenarios that pass, and one between them that doesn't. */
async function report() {
  const folder = await temporaryFolder();
  const file = join(folder, "replay.html");
  const names = { a: ["First", "Jane"], b: ["Middle", "John"], c: ["Last", "Jane"] };
  for (const [file, [name, first]] of Object.entries(names)) {
    await writeFile(join(folder, `${file}.json`), scenario(name, first));
  }
  const args = ["replay", folder, "--html", file, "--explain"];
  await promisify(execFile)(join(env.HOOKLINE_BIN_DIR, "emitter"), args).catch((ended) => {
    assert.equal(ended.code, 4, ended.stderr);
  });
  return pathToFileURL(file).href;
}

const shown = async (page) => {
  const names = await page.locator("section:visible h2").allTextContents();
  return names.map((name) => name.replace(/^\S+ /, ""));
};

for (const colorScheme of ["light", "dark"]) {
  test(`a replay report in ${colorScheme} puts what failed first, and asks nothing of anywhere`, async () => {
    const requests = [];
    const url = await report();
    const page = await openFile(url, {
      colorScheme,
      prepare: (context) => context.on("request", (request) => requests.push(request.url())),
    });
    assert.deepEqual(await shown(page), ["Middle", "First", "Last"]);
    assert.match(await page.locator("h1").textContent(), /3 scenarios: 2 passed, 1 failed/);
    assert.match(await page.locator("time").textContent(), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    assert.deepEqual(requests, [url]);
    await assertAccessible(page, "a replay report");
    assertNoComplaints(page);
  });
}

test("a replay report shows one ending alone, and finds words", async () => {
  const page = await openFile(await report());
  await page.getByLabel("not passed (1)").check();
  assert.deepEqual(await shown(page), ["Middle"]);
  await page.getByLabel("passed (2)").check();
  assert.deepEqual(await shown(page), ["First", "Last"]);
  await page.getByLabel("all (3)").check();
  await page.getByRole("searchbox").fill("LAST");
  await page.locator("h2", { hasText: "First" }).waitFor({ state: "hidden" });
  assert.equal((await shown(page)).includes("First"), false);
  await page.getByRole("searchbox").fill("b.json");
  assert.deepEqual(await shown(page), ["Middle"]);
  assertNoComplaints(page);
});

test("a replay report chooses endings without its script", async () => {
  const page = await openFile(await report(), { javaScriptEnabled: false });
  await page.getByText("passed (2)").click();
  assert.deepEqual(await shown(page), ["First", "Last"]);
  assert.equal(await page.locator("#find").isVisible(), false);
});

test("a replay report shows the request that a failure is about, and its answer", async () => {
  const page = await openFile(await report());
  const failed = page.locator("section", { hasText: "Middle" });
  await failed.getByText(/^capture \d+: POST \/hook, answered 200$/).click();
  await failed.getByText("contact[first_name]").last().waitFor();
  await failed.getByText("application/x-www-form-urlencoded").waitFor();
  assert.equal(await page.locator("section b").count(), 0);
});

test("a replay report fits a phone, long values and all", async () => {
  const page = await openFile(await report(), { viewport: { width: 360, height: 640 } });
  for (const summary of await page.locator("summary").all()) await summary.click();
  assert.equal(await isTooWide(page), false);
  await assertAccessible(page, "a replay report on a phone");
});
