import { execFile } from "node:child_process";
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
  startApp,
  temporaryFolder,
  test,
} from "./support/in_browser.mjs";

/** The report of a short run, in which some fail. */
async function report() {
  const app = await startApp();
  const file = join(await temporaryFolder(), "load.html");
  const args = ["load", "--to", `${app.url}/<b>x`, "--rate", "400", "--duration", "1s"];
  await promisify(execFile)(join(env.HOOKLINE_BIN_DIR, "emitter"), [...args, "--html", file]);
  return pathToFileURL(file).href;
}

const sections = (page) => page.locator("section.plot");
const legend = (section) => section.locator(".u-legend");

/** Whether anything but the ground was drawn. */
function isDrawn(canvas) {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return data.some((value, at) => at % 4 === 3 && value > 0);
}

for (const colorScheme of ["light", "dark"]) {
  test(`a load report draws its plots in ${colorScheme}, and asks nothing of anywhere`, async () => {
    const requests = [];
    const url = await report();
    const page = await openFile(url, {
      colorScheme,
      prepare: (context) => context.on("request", (request) => requests.push(request.url())),
    });
    await page.getByRole("heading", { name: /deliveries a second$/ }).waitFor();
    assert.equal(await sections(page).locator("canvas").count(), 3);
    for (const canvas of await sections(page).locator("canvas").all()) {
      assert.ok(await canvas.evaluate(isDrawn));
    }
    assert.equal(await page.locator("svg").count(), 0);
    assert.deepEqual(requests, [url]);
    await assertAccessible(page, "a load report");
    assertNoComplaints(page);
  });
}

test("pointing at a plot says the values there", async () => {
  const page = await openFile(await report());
  const [percentiles, rate, latency] = await sections(page).all();
  await percentiles.locator(".u-over").hover();
  await legend(percentiles)
    .getByText(/^\d+(\.\d+)? %$/)
    .waitFor();
  assert.equal(
    await legend(percentiles)
      .getByText(/^\d+(\.\d+)? ms$/)
      .count(),
    3,
  );
  // The two over time point at the same moment.
  await rate.locator(".u-over").hover();
  await legend(rate)
    .getByText(/ a second$/)
    .first()
    .waitFor();
  await legend(latency)
    .getByText(/^\d+(\.\d+)? s$/)
    .waitFor();
});

test("dragging over a plot zooms, and a button shows all again", async () => {
  const page = await openFile(await report());
  const rate = sections(page).nth(1);
  await rate.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await rate.locator(".u-over").boundingBox();
  await page.mouse.move(x + width * 0.3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 4 });
  await page.mouse.up();
  const all = rate.getByRole("button", { name: "show all" });
  await all.click();
  await all.waitFor({ state: "hidden" });
  assertNoComplaints(page);
});

test("latencies can be drawn on a logarithmic scale", async () => {
  const page = await openFile(await report());
  const canvas = sections(page).first().locator("canvas");
  const before = await canvas.evaluate((element) => element.toDataURL());
  await sections(page).first().getByLabel("logarithmic").check();
  assert.notEqual(await canvas.evaluate((element) => element.toDataURL()), before);
  assertNoComplaints(page);
});

test("a load report fits a narrow window", async () => {
  const page = await openFile(await report(), { viewport: { width: 380, height: 800 } });
  await sections(page).first().locator("canvas").waitFor();
  assert.equal(await isTooWide(page), false);
});

test("a load report is drawn without scripts too", async () => {
  const page = await openFile(await report(), { javaScriptEnabled: false });
  assert.equal(await page.locator("section.plot svg").count(), 3);
});
