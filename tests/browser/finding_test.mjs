import {
  assert,
  assertAccessible,
  assertNoComplaints,
  detail,
  openCapture,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const searchFor = async (page, text) => {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
};

/** Waits until a mark with that text is in sight, whole. */
async function seeMark(page, text, kind = "mark") {
  const mark = page.locator(kind, { hasText: text }).first();
  await mark.waitFor();
  await page.waitForFunction(
    ([selector, wanted]) => {
      const found = [...document.querySelectorAll(selector)].find((one) =>
        one.textContent.includes(wanted),
      );
      const { top, bottom } = found?.getBoundingClientRect() ?? {};
      if (!found || top < 0 || bottom > innerHeight) return false;
      const seen = document.elementFromPoint(found.getBoundingClientRect().left + 2, top + 4);
      return found === seen || found.contains(seen) || seen?.contains(found);
    },
    [kind, text],
  );
}

test("what was found is marked and in sight, in the 100,000th field of a form too", async () => {
  const catcher = await startCatcher();
  const fields = Array.from(
    { length: 100_000 },
    (_, at) => `f${at}=${at === 99_999 ? "needle" : "x"}`,
  );
  await catcher.send({
    target: "/form",
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: fields.join("&"),
  });
  const page = await openPage(catcher);
  await searchFor(page, "needle");
  await seeMark(page, "needle", "mark.sought");
  await page.getByText("Found: 1 of 1").waitFor();
  assert.ok((await page.locator(".pairs tr").count()) < 1_200);
  await page.getByRole("button", { name: /^Show .* before$/ }).waitFor();
  assertNoComplaints(page);
});

test("what was found is marked in headers, query, JSON and XML, behind their escapes too", async () => {
  const catcher = await startCatcher();
  const deep = `{"a":${JSON.stringify("x\n".repeat(20))},"b":[[[{"c":{"d":"M\\u00fcller"}}]]]}`;
  await catcher.sendJson("/json?who=smith", deep);
  await catcher.send({
    target: "/xml",
    headers: [
      ["Content-Type", "text/xml"],
      ["X-Trace", "abc-smith-1"],
    ],
    body: `<a>${"<i>x</i>".repeat(600)}<b><c><d><e><f who="no"><g>Tom &amp; Jerry</g></f></e></d></c></b></a>`,
  });
  const page = await openPage(catcher);
  await searchFor(page, "müller");
  await seeMark(page, "M\\u00fcller", "mark.sought");
  await page.keyboard.press("/");
  await page.keyboard.press("Control+a");
  await page.keyboard.type('"tom & jerry"');
  await page.keyboard.press("Enter");
  await seeMark(page, "Tom &amp; Jerry", "mark.sought");
  await page.getByRole("combobox", { name: "Search captures" }).fill("smith");
  await detail(page, 2).getByRole("table", { name: "Headers" }).locator("mark").waitFor();
  await openCapture(page, 1);
  await detail(page, 1).getByRole("table", { name: "Query" }).locator("mark").waitFor();
});

test("a value that was asked for by its name is marked there, and not elsewhere", async () => {
  const catcher = await startCatcher();
  await catcher.sendForm("/form?type=sale", { note: "sale", type: "sale" });
  await catcher.sendJson("/json", '{"other":"L-1","items":[{"sku":"L-0"},{"sku":"L-1"}]}');
  const page = await openPage(catcher);
  await searchFor(page, "form.type=sa*");
  await detail(page, 1).locator("mark.sought").waitFor();
  assert.deepEqual(await page.locator("mark").allTextContents(), ["sale"]);
  assert.equal(
    await page
      .locator("tr", { has: page.locator("mark") })
      .locator("th")
      .textContent(),
    "type",
  );
  await searchForAgain(page, "json.items.sku=L-1");
  await detail(page, 2).locator("mark.sought").waitFor();
  assert.deepEqual(await page.locator("mark").allTextContents(), ["L-1"]);
  await page.getByText("Found: 1 of 1").waitFor();
});

async function searchForAgain(page, text) {
  await page.getByRole("combobox", { name: "Search captures" }).fill(text);
  await page.keyboard.press("Enter");
}

test("within a body it is found by keys alone, from one hit to the next", async () => {
  const catcher = await startCatcher();
  const lines = Array.from({ length: 3_000 }, (_, at) =>
    at % 1_000 === 7 ? `the lamp ${at}` : `line ${at}`,
  );
  await catcher.send({
    target: "/t",
    headers: [["Content-Type", "text/plain"]],
    body: lines.join("\n"),
  });
  const page = await openPage(catcher);
  await page.keyboard.press("j");
  await detail(page, 1).getByRole("tab", { name: "Text" }).waitFor();
  await page.keyboard.press("f");
  await page.getByRole("textbox", { name: "Find in the body" }).waitFor();
  await page.keyboard.type("LAMP");
  const said = (text) =>
    page.getByRole("search", { name: "In the body" }).getByText(text, { exact: true }).waitFor();
  await said("1 of 3");
  await seeMark(page, "lamp", "mark.sought");
  await page.keyboard.press("Enter");
  await said("2 of 3");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await said("3 of 3");
  await seeMark(page, "lamp", "mark.sought");
  await assertAccessible(page, "the box");
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Find in the body" }).waitFor({ state: "detached" });
  await page.locator("mark").first().waitFor({ state: "detached" });
  await page.keyboard.press("f");
  await page.keyboard.type("no such thing");
  await said("Not in this view");
  assertNoComplaints(page);
});

test("a long text is shown from a hit far inside on", async () => {
  const catcher = await startCatcher();
  await catcher.send({
    target: "/t",
    headers: [["Content-Type", "text/plain"]],
    body: `${"word ".repeat(400_000)}needle${" word".repeat(10)}`,
  });
  const page = await openPage(catcher);
  await searchFor(page, "needle");
  await seeMark(page, "needle", "mark.sought");
});

test("a capture that is not among the results says so, and is closed or kept", async () => {
  const catcher = await startCatcher();
  await catcher.sendForm("/a", { type: "sale" });
  await catcher.sendForm("/b", { type: "refund" });
  const page = await openPage(catcher);
  await openCapture(page, 1);
  const strip = page.getByText("#1 is not among the results.");
  await searchForAgain(page, "nothing-like-this");
  await strip.waitFor();
  await assertAccessible(page, "the strip");
  await page.getByRole("button", { name: "Clear the search" }).click();
  await strip.waitFor({ state: "detached" });
  await detail(page, 1).waitFor();
  await row(page, 2).waitFor();
  await page.getByRole("combobox", { name: "Search captures" }).fill("form.type=refund");
  await strip.waitFor();
  await page.getByRole("button", { name: "Close it" }).click();
  await detail(page, 1).waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "Search captures" }).fill("form.type=sale");
  await openCapture(page, 1);
  assert.equal(await strip.count(), 0);
  assertNoComplaints(page);
});

test("a hit far inside a name is shown, too", async () => {
  const catcher = await startCatcher();
  await catcher.sendForm("/long", { [`${"n".repeat(2_000)}needle${"n".repeat(500)}`]: "x" });
  const page = await openPage(catcher);
  await searchFor(page, "needle");
  await seeMark(page, "needle", "mark.sought");
});

/** Types that into the box above the body, and waits until the count is said. */
async function findInBody(page, text, count) {
  const field = page.getByRole("textbox", { name: "Find in the body" });
  if (!(await field.isVisible())) await page.keyboard.press("f");
  await field.fill(text);
  const bar = page.getByRole("search", { name: "In the body" });
  await bar.getByText(count, { exact: true }).waitFor();
}

test("in bytes it is found by its text in any case, and by the bytes themselves", async () => {
  const catcher = await startCatcher();
  const some = (count) => Buffer.alloc(count, 0xfe);
  const marked = [0xde, 0xad, 0xbe, 0xef];
  const body = [some(50_000), "Needle Müller", some(49_998), marked, some(50_000), "needle"];
  await catcher.send({
    target: "/binary",
    headers: [["Content-Type", "application/octet-stream"]],
    body: Buffer.concat(body.map((piece) => Buffer.from(piece))),
  });
  const page = await openPage(catcher, { viewport: { width: 1920, height: 800 } });
  await openCapture(page, 1);
  await findInBody(page, "needle", "1 of 2");
  await seeMark(page, "4e 65 65 64 6c 65", ".hex_bytes mark.sought");
  await seeMark(page, "Needle", "mark.sought");
  await page.keyboard.press("Enter");
  await seeMark(page, "6e 65 65 64 6c 65", ".hex_bytes mark.sought");
  await findInBody(page, "0xDE ad be ef", "1 of 1");
  await seeMark(page, "de ad be ef", "mark.sought");
  await findInBody(page, "müller", "1 of 1");
  await seeMark(page, "4d  c3 bc 6c 6c 65 72", "mark.sought");
  await findInBody(page, "0xdeadbeee", "Not in this view");
  await assertAccessible(page, "bytes that are found");
  await page.getByRole("tab", { name: "Raw" }).click();
  await page.getByLabel("as bytes").check();
  await findInBody(page, "needle", "1 of 2");
  await seeMark(page, "4e", ".hex_bytes mark.sought");
  assertNoComplaints(page);
});

test("what stands in two rows of bytes is marked in both", async () => {
  const catcher = await startCatcher();
  await catcher.send({
    target: "/binary",
    body: Buffer.from("\xff".repeat(13) + "needle", "latin1"),
  });
  const page = await openPage(catcher, { viewport: { width: 1920, height: 800 } });
  await openCapture(page, 1);
  await findInBody(page, "needle", "1 of 1");
  await seeMark(page, "6e 65 65", ".hex_bytes mark.sought");
  assert.deepEqual(await page.locator(".hex_bytes mark.sought").allTextContents(), [
    "6e 65 65",
    "64 6c 65",
  ]);
});

test("in parts it is found in each, in parts of parts and bytes too", async () => {
  const catcher = await startCatcher();
  const inner = "--in\r\n\r\nneedle inside\r\n--in--\r\n";
  const parts = [
    'Content-Disposition: form-data; name="title"\r\n\r\nThe needle of the title',
    'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{"note":"needle"}',
    `Content-Type: multipart/mixed; boundary=in\r\n\r\n${inner}`,
    `Content-Disposition: form-data; name="x"; filename="x.bin"\r\n\r\n${"\xff".repeat(9_000)}needle`,
  ];
  await catcher.send({
    target: "/parts",
    headers: [["Content-Type", "multipart/form-data; boundary=out"]],
    body: Buffer.from(
      parts.map((part) => `--out\r\n${part}\r\n`).join("") + "--out--\r\n",
      "latin1",
    ),
  });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await findInBody(page, "needle", "1 of 4");
  const part = (number) => shown.getByRole("region", { name: `Part ${number}`, exact: true });
  for (const at of [1, 2, 3, 4]) {
    await part(at)
      .locator("mark.sought", { hasText: /needle/ })
      .first()
      .waitFor();
    await seeMark(page, "needle", "mark.sought");
    await page.keyboard.press("Enter");
  }
  assertNoComplaints(page);
});
