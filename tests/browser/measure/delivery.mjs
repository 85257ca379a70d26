// How long it takes from a click on the platform's page to the row of the delivery that it causes,
// at rest; and how long frames take while many deliveries are listed, filtered and scrolled:
//   HOOKLINE_BIN_DIR=build/release/bin node tests/browser/measure/delivery.mjs [DELIVERIES]
//
// The row is there from the frame on in which the list has it; times are the browser's own.
import { argv } from "node:process";
import { test } from "node:test";
import { useBrowser } from "../support/browser.mjs";
import { startCatcher } from "../support/catcher.mjs";
import { startPlatform } from "../support/platform.mjs";
import { act, addWebhook, openPlatform } from "../support/platform_page.mjs";

const many = Number(argv[2] ?? 10_000);
const clicks = 100;

useBrowser();

test("from the click to the row", { timeout: 600_000 }, async () => {
  const catcher = await startCatcher();
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { events: ["subscriber_note"] });
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  await act(platform, "contact.note", { contact: 1, note: "first" });
  const page = await openPlatform(platform, { hash: "#/deliveries/1" });
  await page.getByRole("button", { name: "Send again" }).waitFor();
  const taken = [];
  for (let click = 0; click < clicks; click += 1) {
    taken.push(await page.evaluate(clickAndSee));
    // Not in step with the screen's frames.
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 50));
  }
  report("from the click to the row", taken);

  for (let done = 0; done < many; done += 100) {
    const notes = Array.from({ length: 100 }, (_, at) => `note ${done + at}`);
    await Promise.all(notes.map((note) => act(platform, "contact.note", { contact: 1, note })));
  }
  await page.reload();
  await page.locator("a.list_row").first().waitFor();
  await page.evaluate(watchFrames);
  const list = page.getByRole("region", { name: "Deliveries listed" });
  for (let step = 0; step < 200; step += 1) {
    await list.evaluate((box, to) => (box.scrollTop = to), step * 54 * (many / 200));
    await nextFrame(page);
  }
  report(`frames while ${many} are scrolled`, await page.evaluate(() => window.takeGaps()));
  for (const state of ["failed", "delivered", "pending", ""]) {
    await page.getByLabel("State").selectOption(state);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  report("frames while they are filtered", await page.evaluate(() => window.takeGaps()));
});

function nextFrame(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** Runs in the page: sends the open delivery again; how many milliseconds until its row is drawn. */
function clickAndSee() {
  const newest = () => Number(document.querySelector("a.list_row")?.dataset.id ?? 0);
  const before = newest();
  const begun = performance.now();
  const buttons = [...document.querySelectorAll("button")];
  buttons.find((button) => button.textContent.trim() === "Send again").click();
  return new Promise((resolve) => {
    const look = () => {
      if (newest() === before) return requestAnimationFrame(look);
      // The frame that holds it is drawn right after this; the next task comes once it is.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - begun);
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** Runs in the page: notes the time between frames. */
function watchFrames() {
  let gaps = [];
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.takeGaps = () => {
    const taken = gaps;
    gaps = [];
    return taken;
  };
}

function report(what, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => `${sorted[Math.floor((sorted.length - 1) * share)].toFixed(0)} ms`;
  console.log(`${what}: median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, most ${at(1)}`);
}
