import {
  assert,
  assertAccessible,
  assertNoComplaints,
  clipboard,
  isTooWide,
  openPage,
  row,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** The screen of the boxes. */
async function boxes(flags = [], options = {}) {
  const catcher = await startCatcher({ flags });
  const page = await openPage(catcher, { hash: "#/boxes", ...options });
  const shown = page.getByRole("article", { name: "Boxes" });
  await shown.getByText("There is no box.").waitFor();
  return { catcher, page, shown };
}

const box = (shown, name) => shown.getByRole("region", { name: `Box ${name}`, exact: true });

async function make(shown, name) {
  await shown.getByLabel("Name of the new box").fill(name);
  await shown.getByRole("button", { name: "New box" }).click();
  await box(shown, name).waitFor();
}

/** Sends to a box by the host that its address has. */
const sendTo = (catcher, host, target) =>
  catcher.send({ target, headers: [["Host", `${host}:${new URL(catcher.catching).port}`]] });

const statusOf = ({ answer }) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

test("a box is made with a click, and has an address that is caught", async () => {
  const { catcher, page, shown } = await boxes();
  await shown.getByRole("button", { name: "New box" }).click();
  const [label] = await shown
    .getByRole("region")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  const name = label.replace(/^Box /, "");
  const copy = shown.getByRole("button", { name: `Copy the address of ${name}` });
  await copy.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  const url = new URL(await clipboard(page));
  assert.equal(url.host, `${name}.localhost:${new URL(catcher.catching).port}`);
  assert.equal(statusOf(await sendTo(catcher, url.hostname, "/a")), 200);
  await box(shown, name).getByText("1 capture", { exact: true }).waitFor();
  assert.equal((await catcher.api("/api/captures")).captures[0].channel, name);
  assertNoComplaints(page);
});

test("each box shows its own captures alone, and is cleared alone, which can be undone", async () => {
  const { catcher, page, shown } = await boxes();
  await make(shown, "shop");
  await sendTo(catcher, "shop.localhost", "/shop/1");
  await sendTo(catcher, "Mail.localhost", "/mail/1");
  await sendTo(catcher, "shop.localhost", "/shop/2");
  await catcher.send({ target: "/none" });
  await shown.getByRole("link", { name: "Show only the 2 captures of shop" }).click();
  await waitForTargets(page, ["/shop/2", "/shop/1"]);
  await box(shown, "mail").getByRole("link").click();
  await waitForTargets(page, ["/mail/1"]);
  assert.equal(await box(shown, "mail").getByRole("link").getAttribute("aria-current"), "page");
  await shown.getByRole("button", { name: "Clear shop" }).click();
  await box(shown, "shop").getByText("0 captures").waitFor();
  await box(shown, "mail").getByRole("link").click();
  await waitForTargets(page, ["/none", "/mail/1"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await box(shown, "shop").getByText("2 captures").waitFor();
  await row(page, 3).waitFor();
  assertNoComplaints(page);
});

test("a box answers by its own rules, others don't", async () => {
  const { catcher, page, shown } = await boxes();
  await catcher.api("/api/replies", {
    method: "PUT",
    body: JSON.stringify([
      { match: { path: "/a" }, reply: { status: 201 } },
      { reply: { status: 202 } },
    ]),
  });
  await make(shown, "shop");
  await shown.getByRole("button", { name: "Set its replies: shop" }).click();
  const replies = page.getByRole("article", { name: "Replies" });
  const rule = replies.getByRole("region", { name: "Rule 2", exact: true });
  assert.equal(await rule.getByLabel("Kind of condition 1").inputValue(), "channel");
  assert.equal(await rule.getByLabel("Value of condition 1").inputValue(), "shop");
  await rule.getByLabel("Status").fill("503");
  await replies.getByRole("button", { name: "Save the rules" }).click();
  await replies.getByText("Saved.").waitFor();
  assert.equal(statusOf(await sendTo(catcher, "shop.localhost", "/b")), 503);
  assert.equal(statusOf(await sendTo(catcher, "mail.localhost", "/b")), 202);
  await page.getByRole("link", { name: "Boxes" }).click();
  await box(shown, "shop").getByText("answered 1 ×").waitFor();
  await shown.getByRole("button", { name: "Set its replies: shop" }).click();
  await rule.waitFor();
  assert.equal(await replies.getByRole("region").count(), 3, "the rule that it has is shown");
  assertNoComplaints(page);
});

test("boxes are known by what was caught and set, and those of one's own stay", async () => {
  const { catcher, page, shown } = await boxes();
  await make(shown, "mine");
  await sendTo(catcher, "seen.localhost", "/a");
  await catcher.api("/api/replies", {
    method: "PUT",
    body: JSON.stringify([{ match: { channel: "ruled" }, reply: { status: 201 } }]),
  });
  await page.reload();
  for (const name of ["mine", "seen", "ruled"]) await box(shown, name).waitFor();
  const other = await openPage(catcher, { hash: "#/boxes" });
  await box(other, "seen").waitFor();
  await box(other, "ruled").waitFor();
  assert.equal(await box(other, "mine").count(), 0);
  await shown.getByRole("button", { name: "Remove mine" }).click();
  await box(shown, "mine").waitFor({ state: "detached" });
  assert.equal(await shown.getByRole("button", { name: /^Remove / }).count(), 0);
});

test("with a domain, boxes have addresses below it", async () => {
  const { catcher, shown } = await boxes(["--domain", "hooks.example"]);
  await make(shown, "shop");
  const { port } = new URL(catcher.catching);
  await box(shown, "shop").getByText(`http://shop.hooks.example:${port}`).waitFor();
  await sendTo(catcher, "shop.hooks.example", "/a");
  await box(shown, "shop").getByText("1 capture", { exact: true }).waitFor();
});

test("what can't be in an address is refused as a name", async () => {
  const { shown } = await boxes();
  const field = shown.getByLabel("Name of the new box");
  for (const name of ["a b", "-a", "a..b", "ü", "a/b"]) {
    await field.fill(name);
    await shown.getByRole("button", { name: "New box" }).click();
    await shown.getByText("letters, digits and hyphens make a name").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
  }
  await field.fill("Shop.EU");
  await shown.getByRole("button", { name: "New box" }).click();
  await box(shown, "shop.eu").waitFor();
});

test("boxes work with keys alone", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const shown = page.getByRole("article", { name: "Boxes" });
  await page.keyboard.press("b");
  await shown.getByText("There is no box.").waitFor();
  await page.keyboard.press("Escape");
  await shown.waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "All commands" }).waitFor();
  await page.keyboard.type("new box");
  await page.keyboard.press("Enter");
  await shown.locator(".box").waitFor();
  const host = await shown.locator(".box h3").textContent();
  await sendTo(catcher, `${host}.localhost`, "/a");
  await catcher.send({ target: "/none" });
  const shows = shown.getByRole("link", { name: `Show only the 1 capture of ${host}` });
  await shows.waitFor();
  await page.keyboard.press("Tab");
  await shows.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await waitForTargets(page, ["/a"]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await waitForTargets(page, []);
  await page.keyboard.press("u");
  await waitForTargets(page, ["/a"]);
  assertNoComplaints(page);
});

for (const [where, options] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["forced colours", { forcedColors: "active" }],
  ["200 % zoom", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ["a phone", phone],
]) {
  test(`boxes are accessible and not too wide in ${where}`, async () => {
    const { catcher, page, shown } = await boxes([], options);
    await make(shown, `long-${"name".repeat(14)}`);
    await make(shown, "shop");
    await sendTo(catcher, "shop.localhost", "/shop");
    await catcher.send({ target: "/none" });
    await shown.getByText("1 capture", { exact: true }).waitFor();
    await shown.getByLabel("Name of the new box").fill("-");
    await shown.getByRole("button", { name: "New box" }).click();
    await assertAccessible(page, where);
    assert.equal(await isTooWide(page), false);
    const place = page.locator(".detail_place");
    assert.ok(await place.evaluate((it) => it.scrollWidth <= it.clientWidth));
    await shown.getByRole("link", { name: "Show only the 1 capture of shop" }).click();
    await waitForTargets(page, ["/shop"]);
    await row(page, 1).waitFor();
  });
}
