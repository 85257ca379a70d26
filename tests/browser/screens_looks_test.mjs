import {
  assert,
  assertAccessible,
  isTooWide,
  multipartBody,
  openCapture,
  openPage,
  pngOf,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const long = "x".repeat(300);

/** Two captures that differ, one of each kind of body, reply rules and a key. */
async function withEverything() {
  const catcher = await startCatcher();
  const put = (path, content) =>
    catcher.api(path, { method: "PUT", body: JSON.stringify(content) });
  await put("/api/replies", [
    { match: { path: `/${long}`, "form.a": "b" }, reply: [{ status: 500 }, { status: 200 }] },
    { percent: 10, reply: { status: 503, headers: [["Retry-After", "3"]], body: long } },
    { reply: { status: 202 } },
  ]);
  await put("/api/signing", [{ scheme: "github", key: "secret", match: { path: "/signed" } }]);
  await catcher.sendJson(`/json?a=1&b=${long}`, `{"a": {"b": [1, "${long}"]}}`);
  await catcher.sendJson("/json?a=2", '{"a": {"b": [1, true, "c"]}}');
  await catcher.send({
    headers: [["Content-Type", "text/xml"]],
    body: `<a b="c"><d>${long}</d></a>`,
  });
  const parts = multipartBody("B", [
    [[`Content-Disposition: form-data; name="${long}"`], "one"],
    [['Content-Disposition: form-data; name="photo"; filename="a.png"'], pngOf(300, 200)],
  ]);
  await catcher.send({
    target: "/signed",
    headers: [["Content-Type", "multipart/form-data; boundary=B"]],
    body: parts,
  });
  await catcher.send({ headers: [["Content-Type", "text/xml"]], body: "<a><b></a>" });
  return catcher;
}

/** Opens each screen and view in turn. */
async function forEachScreen(page, watching, look) {
  for (const id of [3, 4, 5]) {
    await page.goto(`${watching}/#/captures/${id}`);
    const shown = page.getByRole("article", { name: `Capture ${id}`, exact: true });
    await shown.getByText(`#${id}`, { exact: true }).waitFor();
    await look(`capture ${id}`);
  }
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("Edit the method").click();
  await page.getByLabel("Target", { exact: true }).waitFor();
  await look("sending again");
  await page.goto(`${watching}/#/compare/1/2`);
  await page.getByText(/differences?;/).waitFor();
  await look("a comparison");
  await page.getByLabel("Differences only").uncheck();
  await look("a comparison of everything");
  await page.goto(`${watching}/#/replies/1`);
  for (const number of [1, 2]) {
    await page.getByRole("button", { name: `Edit Rule ${number}`, exact: true }).click();
  }
  await look("the replies");
  await page.getByLabel("Status").first().fill("no");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await page.getByRole("alert").waitFor();
  await look("a refused rule");
  await page.goto(`${watching}/#/signing`);
  await page.getByRole("button", { name: "Edit Key 1" }).click();
  await look("the keys");
}

for (const colorScheme of ["light", "dark"]) {
  test(`screens and views of bodies are accessible in ${colorScheme}`, async () => {
    const catcher = await withEverything();
    const page = await openPage(catcher, { colorScheme });
    await forEachScreen(page, catcher.watching, (where) => assertAccessible(page, where));
  });
}

test("on a phone nothing is wider than the screen", async () => {
  const catcher = await withEverything();
  const page = await openPage(catcher, phone);
  await forEachScreen(page, catcher.watching, async (where) => {
    assert.equal(await isTooWide(page), false, where);
    const place = page.locator(".detail_place");
    const { scrollWidth, clientWidth } = await place.evaluate((it) => ({
      scrollWidth: it.scrollWidth,
      clientWidth: it.clientWidth,
    }));
    assert.ok(scrollWidth <= clientWidth, `${where}: ${scrollWidth} > ${clientWidth}`);
    await assertAccessible(page, `${where}, on a phone`);
  });
});

test("screens work with the keyboard alone", async () => {
  const catcher = await withEverything();
  const page = await openPage(catcher, { hash: "#/replies" });
  await page.getByRole("button", { name: "Edit Rule 3" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Status").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("204");
  await page.getByRole("button", { name: "Save the rules" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Saved.").waitFor();
  const rules = await catcher.api("/api/replies");
  assert.equal(rules[2].reply.status, 204);
});

test("r opens the form for sending again, where keys are letters", async () => {
  const catcher = await withEverything();
  const page = await openPage(catcher);
  await row(page, 1).waitFor();
  await openCapture(page, 1);
  await page.keyboard.press("r");
  const field = page.getByLabel("Send it to");
  await field.waitFor();
  await page.keyboard.type("jcr");
  assert.equal(await field.inputValue(), "jcr");
});
