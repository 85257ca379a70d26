import {
  assert,
  assertAccessible,
  assertNoComplaints,
  detail,
  openCapture,
  openPage,
  row,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const json = ["Content-Type", "application/json"];
const broken = "the server has a bug";

/** A capture with the form for sending it again, opened by a key; and an app that fails. */
async function withForm(request, answer = { status: 500, body: broken }) {
  const app = await startApp(answer);
  const catcher = await startCatcher();
  await catcher.send(request);
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await page.keyboard.press("r");
  await shown.getByLabel("Send it to").fill(app.url);
  return { app, catcher, page, shown };
}

const bodyOf = (shown) => shown.getByRole("textbox", { name: "Body" });
const resultOf = (shown) => shown.getByRole("status", { name: "Result" });
const attempt = (shown, number) =>
  shown.getByRole("group", { name: `attempt ${number}`, exact: true });
const markOf = (shown, number) => attempt(shown, number).locator(".mark");

async function send(shown, verdict) {
  await shown.getByRole("button", { name: "Send", exact: true }).click();
  await resultOf(shown).getByText(verdict, { exact: true }).waitFor();
}

test("the body is there to be edited at once, and broken JSON is said with its place", async () => {
  const request = { headers: [json], body: '{\r\n  "id": 1,\r\n  "name": "a"\r\n}' };
  const { app, page, shown } = await withForm(request);
  const body = bodyOf(shown);
  await shown.getByText("JSON, well formed.").waitFor();
  await body.fill('{\n  "id": 1,\n  "name": \n}');
  await shown.getByText("a value was expected here, at line 4, column 1.").waitFor();
  await assertAccessible(page, "a broken body");
  await shown.getByRole("button", { name: "Go there" }).click();
  assert.equal(await body.evaluate((field) => field.selectionStart), 24);
  // Whoever wants to see what the app makes of it may send it.
  await send(shown, "fails");
  assert.equal(String(app.requests[0].body), '{\r\n  "id": 1,\r\n  "name": \r\n}');
  await body.fill('{"id": 2}');
  await shown.getByText("JSON, well formed.").waitFor();
  assert.equal(await shown.getByRole("button", { name: "Go there" }).count(), 0);
});

test("a form that is edited is looked at, too", async () => {
  const headers = [["Content-Type", "application/x-www-form-urlencoded"]];
  const { shown } = await withForm({ headers, body: "a=b&c=d" });
  await shown.getByText("A form of 2 fields.").waitFor();
  await bodyOf(shown).fill("a=b&c=50%");
  await shown.getByText("two hexadecimal digits follow a %: see line 1, column 9.").waitFor();
  await bodyOf(shown).fill("a=b c");
  await shown.getByText("a space (as + or %20) is encoded: see line 1, column 4.").waitFor();
  await bodyOf(shown).fill("a=ü");
  await shown.getByText("“ü” (as %C3%BC) is encoded: see line 1, column 3.").waitFor();
});

test("other bodies are not judged", async () => {
  const { shown } = await withForm({ headers: [["Content-Type", "text/plain"]], body: "{nope" });
  await bodyOf(shown).waitFor();
  assert.equal(await shown.getByText(/JSON/).count(), 0);
});

test("by keys alone: an edited capture fails, the app is mended, and it is fixed", async () => {
  const app = await startApp({ status: 500, body: broken });
  const catcher = await startCatcher();
  await catcher.send({ target: "/hook", headers: [json], body: '{"email":"wrong"}' });
  const page = await openPage(catcher);
  await row(page, 1).waitFor();
  const { keyboard } = page;
  const shown = detail(page, 1);
  await keyboard.press("j");
  await shown.getByText("#1", { exact: true }).waitFor();
  await keyboard.press("r");
  await shown.getByLabel("Send it to").waitFor();
  await keyboard.type(app.url.replace("http://", ""));
  const nameOf = () => document.activeElement.labels?.[0]?.textContent ?? "";
  for (let step = 0; (await page.evaluate(nameOf)) !== "Body"; step += 1) {
    assert.ok(step < 10, "no Tab comes to the body");
    await keyboard.press("Tab");
  }
  await keyboard.press("Control+a");
  await keyboard.type('{"email":"jane@example.com"}');
  await keyboard.press("Control+Enter");
  await resultOf(shown).getByText("fails", { exact: true }).waitFor();
  await resultOf(shown).getByText("500", { exact: true }).waitFor();
  assert.equal(String(app.requests[0].body), '{"email":"jane@example.com"}');
  await keyboard.press("Control+Enter");
  await resultOf(shown).getByText("still failing", { exact: true }).waitFor();
  app.answer = { status: 200, body: "thanks" };
  await keyboard.press("Control+Enter");
  await resultOf(shown).getByText("fixed", { exact: true }).waitFor();
  app.answer = { status: 500, body: broken };
  await keyboard.press("Control+Enter");
  await resultOf(shown).getByText("regressed", { exact: true }).waitFor();
  assert.equal(await page.evaluate(nameOf), "Body");
  const marks = await Promise.all(
    [1, 2, 3, 4].map((number) => markOf(shown, number).textContent()),
  );
  assert.deepEqual(marks, ["fails", "still failing", "fixed", "regressed"]);
  assertNoComplaints(page);
});

test("what was sent with other edits says nothing of the app", async () => {
  const { app, shown } = await withForm({ headers: [json], body: '{"a":1}' });
  await send(shown, "fails");
  app.answer = { status: 200 };
  await bodyOf(shown).fill('{"a":2}');
  await send(shown, "works");
  await shown.getByRole("button", { name: "Discard the edits" }).click();
  await send(shown, "fixed");
});

test("what failed when it was caught is fixed by the first that works", async () => {
  const app = await startApp({ status: 500, body: broken });
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  await catcher.send({ target: "/a", body: "b" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await page.keyboard.press("r");
  app.answer = { status: 200 };
  await send(shown, "fixed");
  await shown.getByRole("button", { name: "Side by side" }).click();
  const table = shown.getByRole("table", { name: "Answers", exact: true });
  assert.deepEqual(await table.locator("thead th").allTextContents(), [
    "when it was caught",
    "attempt 1",
  ]);
});

test("attempts stand side by side, with what differs marked", async () => {
  const { app, page, shown } = await withForm(
    { body: "x" },
    { status: 500, headers: { "Content-Type": "application/json" }, body: '{"ok":false,"n":1}' },
  );
  await send(shown, "fails");
  assert.equal(await shown.getByRole("button", { name: "Side by side" }).count(), 0);
  app.answer = { ...app.answer, status: 200, body: '{"ok":true,"n":1}' };
  await send(shown, "fixed");
  app.answer = { ...app.answer, body: '{"ok":true,"n":2}' };
  await send(shown, "still works");
  await shown.getByRole("button", { name: "Side by side" }).click();
  const both = shown.getByRole("region", { name: "Attempts side by side" });
  const bodies = both.getByRole("table", { name: "Bodies of the answers" });
  const changed = () => bodies.locator('tr[data-state="changed"] td').allTextContents();
  assert.deepEqual(await changed(), ["1", "2"]);
  await both.getByLabel("Left").selectOption("attempt 1");
  await bodies.getByText("false").waitFor();
  const answers = both.getByRole("table", { name: "Answers", exact: true });
  const first = answers.locator('tr[data-state="changed"]').first();
  assert.deepEqual(await first.locator("td").allTextContents(), ["500", "200"]);
  await assertAccessible(page, "attempts side by side");
});

test("an app that hangs up is a failure, too, and its end is fixed", async () => {
  const { app, shown } = await withForm({ body: "x" });
  const { port } = new URL(app.url);
  await app.stop();
  await send(shown, "fails");
  await resultOf(shown).getByText("no answer").waitFor();
  app.answer = { status: 204 };
  app.server.listen(Number(port), "127.0.0.1");
  await send(shown, "fixed");
});

test("all that failed are sent again together, in their order", async () => {
  const app = await startApp({ status: 500, body: broken });
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  for (const target of ["/1", "/2"]) await catcher.send({ target, body: "b" });
  app.answer = { status: 200 };
  await catcher.send({ target: "/3", body: "b" });
  app.answer = { status: 503 };
  await catcher.send({ target: "/4", body: "b" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 3);
  await page.keyboard.press("r");
  await shown.getByText("Send all failures again, together").click();
  await shown.getByText("3 captures failed when sent on last").waitFor();
  app.requests.length = 0;
  app.answer = { status: 200 };
  await shown.getByRole("button", { name: "Send 3 again" }).click();
  await shown.getByText("3 of 3 sent: 3 fixed.").waitFor();
  assert.deepEqual(
    app.requests.map(({ url }) => url),
    ["/1", "/2", "/4"],
  );
  const list = shown.getByRole("list", { name: "Sent again" });
  assert.deepEqual(await list.getByRole("link").allTextContents(), ["#1", "#2", "#4"]);
  await shown.getByText("Nothing failed when it was sent on last.").waitFor();
  await assertAccessible(page, "failures sent together");
  await list.getByRole("link", { name: "#1" }).click();
  await markOf(detail(page, 1), 1).getByText("fixed").waitFor();
  assertNoComplaints(page);
});

test("failures are those of the search, and those that were sent again here", async () => {
  const { app, catcher, page, shown } = await withForm({ target: "/one", body: "x" });
  await send(shown, "fails");
  await catcher.send({ target: "/two", body: "x" });
  await openCapture(page, 2);
  await shown.waitFor({ state: "detached" });
  await page.keyboard.press("r");
  const second = detail(page, 2);
  await second.getByText("Send all failures again, together").click();
  await second.getByText("1 capture failed when sent on last.").waitFor();
  await second.getByRole("button", { name: "Send 1 again" }).click();
  await second.getByText("1 of 1 sent: 1 still failing.").waitFor();
  app.answer = { status: 200 };
  await second.getByRole("button", { name: "Send 1 again" }).click();
  await second.getByText("1 of 1 sent: 1 fixed.").waitFor();
});

test("failures that hang can be cancelled", async () => {
  const { app, page, shown } = await withForm({ target: "/one", body: "x" });
  await send(shown, "fails");
  const release = app.hold();
  await shown.getByText("Send all failures again, together").click();
  await shown.getByRole("button", { name: "Send 1 again" }).click();
  await page.waitForFunction(
    () => document.querySelector(".together button").textContent === "Cancel",
  );
  await shown.locator(".together").getByRole("button", { name: "Cancel" }).click();
  await shown.getByText("1 of 1 sent: 1 still failing.").waitFor();
  release();
});

test("what is refused is said in words at its field, until that is mended", async () => {
  const { page, shown } = await withForm({ headers: [json], body: "{}" }, { status: 200 });
  await shown.getByText("Edit the method").click();
  await shown.getByRole("button", { name: "Add a header" }).click();
  const number = await shown.getByLabel(/^Name of header/).count();
  await shown.getByLabel(`Name of header ${number}`).fill("no name");
  await shown.getByRole("button", { name: "Send", exact: true }).click();
  const alert = shown.getByRole("alert");
  await alert.getByText(`Header ${number}: the header name has`).waitFor();
  assert.doesNotMatch(await shown.locator(".replay_form").innerText(), /\/headers|\{"/);
  const value = shown.getByLabel(`Value of header ${number}`);
  assert.equal(await value.getAttribute("aria-invalid"), "true");
  await assertAccessible(page, "a header that is refused");
  await shown.getByLabel("Method").fill("PUT");
  assert.equal(await value.getAttribute("aria-invalid"), "true");
  await shown.getByLabel(`Name of header ${number}`).fill("a-name");
  await alert.waitFor({ state: "detached" });
  assert.ok(await value.isVisible());
  await shown.getByLabel("Send it to").fill("http://example.com");
  await shown.getByRole("button", { name: "Send", exact: true }).click();
  await alert.getByText("Send it to: example.com may not be reached").waitFor();
  assert.equal(await shown.getByLabel("Send it to").getAttribute("aria-invalid"), "true");
  await shown.getByLabel("Send it to").fill("http://127.0.0.1");
  await alert.waitFor({ state: "detached" });
});
