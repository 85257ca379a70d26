import {
  assert,
  before,
  detail,
  openPage,
  row,
  rows,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

// Of 100,000 captures the first, one in the middle and the last have a word of their own.
const count = 100_000;
const words = new Map([
  [1, "needle-one"],
  [50_000, "needle-two"],
  [count, "needle-three"],
]);

const catcher = await startCatcher({ flags: ["--keep", "200000"] });
before(() => catcher.burst(count, (number) => `/burst/${number}?${words.get(number) ?? "hay"}`));

const scrollTo = (page, share) =>
  page.locator(".rows").evaluate((box, to) => {
    box.scrollTop = to * (box.scrollHeight - box.clientHeight);
  }, share);

test("100,000 captures are scrolled through from end to end", async () => {
  const page = await openPage(catcher);
  await page.locator(`[aria-setsize="${count}"]`).first().waitFor();
  await row(page, count).waitFor();
  await scrollTo(page, 1);
  await row(page, 1).waitFor();
  await scrollTo(page, 0.5);
  await row(page, count / 2).waitFor();
  assert.ok((await rows(page).count()) < 60, "only what is in sight is rendered");
  await row(page, count / 2).click();
  await detail(page, count / 2)
    .getByText(`#${count / 2}`, { exact: true })
    .waitFor();
  await catcher.send({ target: "/after-all" });
  await page.getByRole("button", { name: "1 new" }).click();
  await row(page, count + 1).waitFor();
});

test("keys go to the oldest of 100,000 and back", async () => {
  const page = await openPage(catcher);
  await row(page, count).waitFor();
  await page.keyboard.press("Shift+G");
  await detail(page, 1).getByText("#1", { exact: true }).waitFor();
  await row(page, 1).waitFor();
  await page.keyboard.press("g");
  await row(page, count).waitFor();
});

test("100,000 captures are searched, and the count of what was found is right", async () => {
  const page = await openPage(catcher);
  const found = (text) => page.getByRole("status").getByText(text, { exact: true }).waitFor();
  await page.getByRole("combobox", { name: "Search captures" }).fill("needle");
  await found("3 found");
  assert.equal(await rows(page).count(), 3);
  await page.getByRole("combobox", { name: "Search captures" }).fill("hay");
  await found(`${(count - 3).toLocaleString("en")} found`);
  await scrollTo(page, 1);
  await page.locator(`[aria-posinset="${count - 3}"] a.row`).waitFor();
});
