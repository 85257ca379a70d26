// How long a search among many captures takes, from the first key to the rows that were found:
//   HOOKLINE_BIN_DIR=build/release/bin node tests/browser/measure/search.mjs [CAPTURES] [TURNS]
//
// The word is typed as fast as a quick typist does. It is over in the frame in which the list has the
// row that was sought in its place.
import { argv } from "node:process";
import { test } from "node:test";
import { openPage, row, useBrowser } from "../support/browser.mjs";
import { startCatcher } from "../support/catcher.mjs";

const count = Number(argv[2] ?? 100_000);
const turns = Number(argv[3] ?? 10);
const betweenKeysMs = 30;

/** What is typed, and what the second row is then. */
const middle = Math.floor(count / 2);
const searches = [
  ["needle", `/burst/${middle}?needle`],
  ["-hay", `/burst/${middle}?needle`],
  [`path=/burst/${middle}*`, null],
];
const needles = [1, middle, count];

useBrowser();

test("search", { timeout: 600_000 }, async () => {
  const catcher = await startCatcher({ flags: ["--keep", String(count * 2)] });
  const isNeedle = (number) => needles.includes(number);
  await catcher.burst(count, (number) => `/burst/${number}?${isNeedle(number) ? "needle" : "hay"}`);
  const page = await openPage(catcher);
  await row(page, count).waitFor();
  for (const [text, second] of searches) {
    const times = [];
    for (let turn = 0; turn < turns; turn += 1) times.push(await timeOf(page, text, second));
    times.sort((a, b) => a - b);
    const [least, median, most] = [times[0], times[times.length >> 1], times.at(-1)];
    console.log(`${text}: ${least} ms, median ${median} ms, ${most} ms at most, typing included`);
  }
});

async function timeOf(page, text, second) {
  const box = page.getByRole("combobox", { name: "Search captures" });
  await box.fill("");
  await page.locator(".found").waitFor({ state: "detached" });
  await box.focus();
  const begunMs = performance.now();
  await page.keyboard.type(text, { delay: betweenKeysMs });
  await page.waitForFunction(
    ([wanted, first]) => {
      const target = (row) =>
        document.querySelector(`[aria-posinset="${row}"] .target`)?.textContent;
      return wanted ? target(2) === wanted : target(1)?.startsWith(first);
    },
    [second, `/burst/${middle}`],
  );
  return Math.round(performance.now() - begunMs);
}
