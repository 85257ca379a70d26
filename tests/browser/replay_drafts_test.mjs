import {
  assert,
  detail,
  openCapture,
  openPage,
  row,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** Two captures, and the form for sending the first one again with an edited body. */
async function withEdits() {
  const catcher = await startCatcher();
  await catcher.send({ target: "/one", body: "first" });
  await catcher.send({ target: "/two", body: "second" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await page.keyboard.press("r");
  await shown.getByText("Edit the method").click();
  await bodyOf(shown).fill("edited");
  return { catcher, page, shown };
}

const bodyOf = (shown) => shown.getByRole("textbox", { name: "Body" });
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("data-id"));

test("opening the form takes the focus, moving on to another capture doesn't", async () => {
  const { page, shown } = await withEdits();
  await page.keyboard.press("Escape");
  await shown.getByRole("button", { name: "Close the form" }).click();
  await shown.getByRole("button", { name: /^Send again/ }).click();
  const to = shown.getByLabel("Send it to");
  assert.ok(await to.evaluate((input) => input === document.activeElement));
  await row(page, 2).click();
  await detail(page, 2).getByText("#2", { exact: true }).waitFor();
  assert.equal(await focused(page), "2");
  await page.keyboard.press("j");
  await detail(page, 1).getByText("#1", { exact: true }).waitFor();
});

test("edits belong to their capture, and are there when it is opened again", async () => {
  const { page, shown } = await withEdits();
  const other = await openCapture(page, 2);
  await page.keyboard.press("r");
  await other.getByText("Edit the method").click();
  assert.equal(await bodyOf(other).inputValue(), "second");
  await openCapture(page, 1);
  await shown.getByText("Edited: body.").waitFor();
  assert.equal(await bodyOf(shown).inputValue(), "edited");
  await shown.getByRole("button", { name: "Send again edited" }).waitFor();
});

test("the form is of its capture: another one has its own, which is closed", async () => {
  const { page, shown } = await withEdits();
  const other = await openCapture(page, 2);
  assert.equal(await other.getByLabel("Send it to").count(), 0);
  await page.keyboard.press("r");
  await other.getByLabel("Send it to").waitFor();
  await openCapture(page, 1);
  assert.equal(await bodyOf(shown).inputValue(), "edited");
  await openCapture(page, 2);
  assert.equal(await other.getByLabel("Send it to").count(), 0);
});

test("a form that came open with its edits stays when the last of them is taken back", async () => {
  const { page, shown } = await withEdits();
  await page.reload();
  await bodyOf(shown).fill("first");
  await shown.getByRole("button", { name: "Send again", exact: true }).waitFor();
  assert.equal(await bodyOf(shown).inputValue(), "first");
});

test("edits survive that the form is closed, and a reload", async () => {
  const { page, shown } = await withEdits();
  await shown.getByRole("button", { name: "Close the form" }).click();
  await page.reload();
  await shown.getByText("Edited: body.").waitFor();
  assert.equal(await bodyOf(shown).inputValue(), "edited");
});

test("edits stay after they were sent, until they are discarded", async () => {
  const app = await startApp();
  const { page, shown } = await withEdits();
  await shown.getByLabel("Send it to").fill(app.url);
  await shown.getByRole("button", { name: "Send", exact: true }).click();
  await shown.getByRole("group", { name: "attempt 1" }).waitFor();
  assert.equal(String(app.requests[0].body), "edited");
  assert.equal(await bodyOf(shown).inputValue(), "edited");
  await shown.getByRole("button", { name: "Discard the edits" }).click();
  assert.equal(await bodyOf(shown).inputValue(), "first");
  await page.reload();
  await shown.getByRole("button", { name: "Send again", exact: true }).waitFor();
  assert.equal(await shown.getByLabel("Send it to").count(), 0);
});

test("another store's capture of the same id has no edits", async () => {
  const { catcher, page, shown } = await withEdits();
  await catcher.stop();
  const next = await startCatcher({ listen: catcher.listen, page: catcher.page });
  await next.send({ target: "/other", body: "other" });
  await page.locator(".request_target").getByText("/other").waitFor();
  await shown.getByRole("button", { name: "Send again", exact: true }).waitFor();
});
