import {
  assert,
  assertAccessible,
  detail,
  isTooWide,
  openCapture,
  openPage,
  row,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const tablet = { viewport: { width: 1100, height: 800 }, hasTouch: true };

async function withCaptures() {
  const catcher = await startCatcher();
  for (const name of ["one", "two", "three"]) {
    await catcher.sendForm(`/hooks/${name}?a=1&b=2`, { name, email: `${name}@example.com` });
  }
  return catcher;
}

test("on a phone the body is within the first screen, and the rest is there", async () => {
  const page = await openPage(await withCaptures(), phone);
  const shown = await openCapture(page, 3);
  const field = await shown.getByText("three@example.com").boundingBox();
  assert.ok(field.y + field.height < phone.viewport.height, `at ${field.y}`);
  await shown.getByText("Received").waitFor();
  await shown.getByText("Copy, download").tap();
  await shown.getByRole("button", { name: "Copy as cURL" }).waitFor();
  assert.equal(await isTooWide(page), false);
  await assertAccessible(page, "a capture on a phone");
});

test("on a phone arrows lead to the next and the previous capture", async () => {
  const page = await openPage(await withCaptures(), phone);
  await openCapture(page, 3);
  await page.getByRole("button", { name: "Next older capture" }).tap();
  await detail(page, 2).getByText("two@example.com").waitFor();
  await page.getByRole("button", { name: "Next newer capture" }).tap();
  await detail(page, 3).getByText("three@example.com").waitFor();
});

test("on a phone the help begins with what can be searched for", async () => {
  const page = await openPage(await withCaptures(), phone);
  await page.getByRole("button", { name: "Help" }).tap();
  const help = page.getByRole("dialog", { name: "Help" });
  assert.deepEqual(await help.getByRole("heading").allTextContents(), ["Search", "Keys"]);
  await assertAccessible(page, "the help on a phone");
});

test("on a phone, where a capture is sent to can be read beside what came of it", async () => {
  const app = await startApp({ status: 500 });
  const page = await openPage(await withCaptures(), phone);
  const shown = await openCapture(page, 3);
  await shown.getByRole("button", { name: "Send again" }).tap();
  await shown.getByLabel("Send it to").fill(app.url);
  await shown.getByRole("button", { name: "Send", exact: true }).tap();
  await shown.getByRole("status", { name: "Result" }).getByText("fails").waitFor();
  const { width } = await shown.getByLabel("Send it to").boundingBox();
  assert.ok(width > 150, `${width} pixels`);
  assert.equal(await isTooWide(page), false);
});

test("where there are no keys, nothing advises to press them", async () => {
  const page = await openPage(await withCaptures(), tablet);
  await row(page, 1).waitFor();
  await page.getByText("Choose a capture.").waitFor();
  await openCapture(page, 1);
  await page.getByRole("button", { name: "Compare", exact: true }).tap();
  await page.getByText("is to be compared").waitFor();
  await page.getByRole("button", { name: "Pinned only" }).tap();
  await page.getByText("Nothing is pinned.").waitFor();
  assert.equal(await page.locator("kbd:visible").count(), 0);
  assert.doesNotMatch(await page.locator("body").innerText(), /[Pp]ress/);
});

test("in forced colours it is seen what is chosen and what is pressed", async () => {
  const page = await openPage(await withCaptures(), { forcedColors: "active" });
  await openCapture(page, 2);
  const background = (locator) =>
    locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(await background(row(page, 2)), await background(row(page, 1)));
  const pause = page.getByRole("button", { name: "Pause the list" });
  const before = await background(pause);
  await pause.click();
  assert.notEqual(await background(page.getByRole("button", { name: "Go on" })), before);
  const tabs = detail(page, 2).getByRole("tab");
  assert.notEqual(await background(tabs.nth(0)), await background(tabs.nth(1)));
  await assertAccessible(page, "forced colours");
});

test("the bar says in words what its icons are, and where to send to, on a phone, too", async () => {
  const catcher = await withCaptures();
  for (const look of [{}, phone]) {
    const page = await openPage(catcher, look);
    const controls = page.getByRole("navigation", { name: "Controls" });
    for (const word of ["Pinned", "Timeline", "Pause", "Replies", "Keys", "Delete", "Help"]) {
      assert.ok(await controls.getByText(word, { exact: true }).isVisible(), word);
    }
    assert.ok(await page.locator(".address").getByText(catcher.catching).isVisible());
    assert.equal(await isTooWide(page), false);
  }
});
