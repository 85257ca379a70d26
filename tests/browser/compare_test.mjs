import {
  assert,
  assertNoComplaints,
  detail,
  multipartBody,
  openCapture,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** A catcher with two captures, and the page that compares them. */
async function compared(first, second) {
  const catcher = await startCatcher();
  await catcher.send(first);
  await catcher.send(second);
  const page = await openPage(catcher, { hash: "#/compare/1/2" });
  const shown = comparison(page, 1, 2);
  await shown.getByText(/differences?;/).waitFor();
  return { catcher, page, shown };
}

const comparison = (page, left, right) =>
  page.getByRole("article", { name: `Captures ${left} and ${right} compared` });

/** State, name and both sides of a table's rows. */
function rowsIn(shown, label) {
  return shown
    .getByRole("table", { name: label, exact: true })
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((tr) => [
        tr.dataset.state,
        tr.querySelector("th .text").textContent,
        ...[...tr.querySelectorAll("td")].map((cell) => cell.textContent),
      ]),
    );
}

const json = (body, headers = []) => ({
  target: "/json",
  headers: [["Content-Type", "application/json"], ...headers],
  body,
});
const form = (target, body) => ({
  target,
  headers: [["Content-Type", "application/x-www-form-urlencoded"]],
  body,
});

test("two captures show what differs in headers, query and form", async () => {
  const { page, shown } = await compared(
    { ...form("/a?x=1&y=2", "type=sale&contact%5Bid%5D=1"), method: "PUT" },
    form("/a?x=1&y=3", "type=sale&contact%5Bid%5D=2&more=1"),
  );
  assert.deepEqual(await rowsIn(shown, "Query"), [["changed", "y", "2", "3"]]);
  assert.deepEqual(await rowsIn(shown, "Body: Form"), [
    ["changed", "contact[id]", "1", "2"],
    ["right", "more", "", "1"],
  ]);
  assert.deepEqual(
    (await rowsIn(shown, "Headers")).map(([state, name]) => [state, name]),
    [["changed", "Content-Length"]],
  );
  assert.deepEqual((await rowsIn(shown, "Request"))[0], ["changed", "Method", "PUT", "POST"]);
  assertNoComplaints(page);
});

test("what is the same shows, too, when it is asked for", async () => {
  const { shown } = await compared(form("/?x=1&y=2", "a=b"), form("/?x=1&y=3", "a=b"));
  await shown.getByText("The bodies are the same, byte for byte.").waitFor();
  await shown.getByLabel("Differences only").uncheck();
  assert.deepEqual(await rowsIn(shown, "Query"), [
    ["same", "x", "1"],
    ["changed", "y", "2", "3"],
  ]);
  assert.deepEqual(await rowsIn(shown, "Body: Form"), [["same", "a", "b"]]);
});

test("JSON is compared by its structure", async () => {
  const { shown } = await compared(
    json('{"order": {"id": 7, "total": "19.90", "items": [1, 2, 3]}}'),
    json('{"order":{"total":"19.95","id":7,"items":[1,3]}}'),
  );
  assert.deepEqual(await rowsIn(shown, "Body: JSON"), [
    ["holds", "order", ""],
    ["changed", "total", '"19.90"', '"19.95"'],
    ["holds", "items", ""],
    ["left", "1", "2", ""],
  ]);
  const marks = await shown
    .getByRole("table", { name: "Body: JSON" })
    .locator("mark")
    .allTextContents();
  assert.deepEqual(marks, ["0", "5"]);
});

test("XML, text and parts are compared, each in its way", async () => {
  const typed = (type, body) => ({ headers: [["Content-Type", type]], body });
  const xml = await compared(
    typed("text/xml", "<a><b>1</b></a>"),
    typed("text/xml", "<a>\n <b>2</b></a>"),
  );
  assert.deepEqual(
    (await rowsIn(xml.shown, "Body: XML")).map(([, , ...sides]) => sides),
    [["    1", "    2"]],
  );
  const text = await compared(typed("text/plain", "a\nb"), typed("text/plain", "a\nc"));
  assert.deepEqual(await rowsIn(text.shown, "Body: Text"), [["changed", "2", "b", "c"]]);
  const parts = (value) =>
    typed(
      "multipart/form-data; boundary=B",
      multipartBody("B", [[['Content-Disposition: form-data; name="a"'], value]]),
    );
  const multi = await compared(parts("one"), parts("two"));
  assert.deepEqual(await rowsIn(multi.shown, "Body: Parts"), [["changed", "a", "one", "two"]]);
  const bytes = await compared({ body: Buffer.from([0, 255]) }, { body: Buffer.from([0, 254]) });
  await bytes.shown.getByText("The bodies differ from byte 1 on.").waitFor();
});

test("c marks a capture and compares it with the next", async () => {
  const catcher = await startCatcher();
  await catcher.burst(3);
  const page = await openPage(catcher);
  await openCapture(page, 3);
  await page.keyboard.press("c");
  await page.getByText("#3 is to be compared").waitFor();
  await page.keyboard.press("j");
  await detail(page, 2).getByText("#2", { exact: true }).waitFor();
  await page.keyboard.press("c");
  await comparison(page, 2, 3)
    .getByText(/differences?;/)
    .waitFor();
  assert.match(page.url(), /#\/compare\/2\/3$/);
  await page.keyboard.press("Escape");
  await detail(page, 2).waitFor();
});

test("c in the list takes the row that has the focus", async () => {
  const catcher = await startCatcher();
  await catcher.burst(2);
  const page = await openPage(catcher);
  await row(page, 1).focus();
  await page.keyboard.press("c");
  await page.getByText("#1 is to be compared").waitFor();
  await row(page, 2).focus();
  await page.keyboard.press("c");
  await comparison(page, 1, 2).waitFor();
});

test("a button marks, compares, changes sides and cancels", async () => {
  const catcher = await startCatcher();
  await catcher.burst(2);
  const page = await openPage(catcher);
  const first = await openCapture(page, 1);
  await first.getByRole("button", { name: "Compare", exact: true }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await first.getByRole("button", { name: "Compare", exact: true }).click();
  const second = await openCapture(page, 2);
  await second.getByRole("button", { name: "Compare with #1" }).click();
  const shown = comparison(page, 1, 2);
  await shown.getByRole("button", { name: "Swap" }).click();
  await comparison(page, 2, 1).getByRole("button", { name: "Close" }).click();
  await detail(page, 2).waitFor();
});

test("buttons in the list mark and compare, the older one left", async () => {
  const catcher = await startCatcher();
  await catcher.burst(2);
  const page = await openPage(catcher);
  await row(page, 2).hover();
  await page.getByRole("button", { name: "Compare #2 with another" }).click();
  await row(page, 1).hover();
  await page.getByRole("button", { name: "Compare #1 with #2" }).click();
  await comparison(page, 1, 2).waitFor();
});

test("a comparison with a capture that is gone says so", async () => {
  const catcher = await startCatcher();
  await catcher.burst(1);
  const page = await openPage(catcher, { hash: "#/compare/1/99" });
  await page.getByText("Capture 99 isn't here.").waitFor();
});
