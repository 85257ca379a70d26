import {
  assert,
  assertNoComplaints,
  detail,
  headersIn,
  multipartBody,
  openCapture,
  openPage,
  pairsIn,
  pngOf,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const script = `"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;

async function assertNotHacked(page) {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main script, main img, main iframe").count(), 0);
  assertNoComplaints(page);
}

/** Opens the capture and looks at each of its views. */
async function lookAtAll(page, id) {
  const shown = await openCapture(page, id);
  const views = shown.getByRole("tablist", { name: "Views of the body" });
  for (const tab of await views.getByRole("tab").all()) {
    await tab.click();
    await shown.getByRole("tabpanel").getByText("Loading…").waitFor({ state: "detached" });
  }
  await views.getByRole("tab").first().click();
  return shown;
}

test("scripts in every part of a request are shown as text", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const target = `/${script.replaceAll(" ", "+")}?${script.replaceAll(" ", "+")}=1`;
  await catcher.sendForm(target, { [script]: script, [`a[${script}]`]: script }, [
    ["X-Evil", script],
  ]);
  const shown = await lookAtAll(page, 1);
  const headers = await pairsIn(await headersIn(shown, "Headers"));
  assert.ok(headers.some(([name, value]) => name === "X-Evil" && value === script));
  await catcher.sendJson("/json", JSON.stringify({ [script]: script }));
  await catcher.send({ headers: [["Content-Type", "text/html"]], body: script });
  await catcher.send({ headers: [["Content-Type", script]], body: script });
  for (const id of [2, 3, 4]) {
    const { length } = await (await lookAtAll(page, id)).getByText("window.hacked").all();
    assert.ok(length > 0);
  }
  await assertNotHacked(page);
});

test("a request that is none is shown with the reason why", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({ headers: [["<script>window.hacked=1</script>", script]] });
  await row(page, 1).getByText("refused").waitFor();
  const shown = await lookAtAll(page, 1);
  await shown.getByText(/^Refused: /).waitFor();
  await assertNotHacked(page);
});

test("text that would turn around what is near it is written out", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.sendForm("/rtl", { name: "\u202egnp.exe", zero: "a\u200bb\0c" });
  const shown = await openCapture(page, 1);
  assert.deepEqual(await pairsIn(shown.getByRole("table", { name: "Form fields" })), [
    ["name", "‹U+202E›gnp.exe"],
    ["zero", "a‹U+200B›b␀c"],
  ]);
});

test("marks that turn text around are written out in every part of a request", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({
    target: "/a%E2%80%AEb?c%E2%80%AE=%E2%80%AEd",
    headers: [
      ["Content-Type", "application/json"],
      ["X-Turn", "\u202egnp.exe"],
    ],
    body: '{"\u202ekey":"\u2066value"}',
  });
  const shown = await lookAtAll(page, 1);
  const headers = await pairsIn(await headersIn(shown, "Headers"));
  assert.ok(headers.some(([name, value]) => name === "X-Turn" && value === "‹U+202E›gnp.exe"));
  assert.deepEqual(await pairsIn(shown.getByRole("table", { name: "Query" })), [
    ["c‹U+202E›", "‹U+202E›d"],
  ]);
  const tree = await shown.getByRole("tabpanel").textContent();
  for (const text of ["‹U+202E›key", "‹U+2066›value"]) assert.ok(tree.includes(text), tree);
  const turned = await page.evaluate(() =>
    /[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent),
  );
  assert.equal(turned, false);
  assertNoComplaints(page);
});

for (const type of ["application/json", "text/xml", "text/plain", "multipart/mixed; boundary=B"]) {
  test(`${type} of broken UTF-8 is shown, byte for byte as hex`, async () => {
    const catcher = await startCatcher();
    const page = await openPage(catcher);
    const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xc3, 0x28, 0x22])]);
    await catcher.send({ headers: [["Content-Type", type]], body });
    const shown = await lookAtAll(page, 1);
    await shown.getByRole("tab", { name: "Hex" }).click();
    await shown.getByText("7b 22 61 22 3a 22 ff c3").waitFor();
    assertNoComplaints(page);
  });
}

for (const [type, before, after] of [
  ["application/json", '{"a":"', '"}'],
  ["application/x-www-form-urlencoded", "a=", ""],
  ["text/xml", "<a>", "</a>"],
]) {
  test(`a single value of 5 MB is shown in pieces: ${type}`, async () => {
    const catcher = await startCatcher();
    const page = await openPage(catcher);
    const body = before + "x".repeat(5 << 20) + after;
    await catcher.send({ headers: [["Content-Type", type]], body });
    const shown = await lookAtAll(page, 1);
    await shown
      .getByRole("button", { name: /^Show .* more of 5.0 MiB$/ })
      .first()
      .waitFor();
    assertNoComplaints(page);
  });
}

test("bytes that are not UTF-8 are said to be so", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const type = ["Content-Type", "application/x-www-form-urlencoded"];
  await catcher.send({ headers: [type], body: "name=%FF%FE&ok=1" });
  const shown = await lookAtAll(page, 1);
  await shown.getByText("Some bytes are not UTF-8").waitFor();
  assert.equal(await shown.locator("p.warning", { hasText: "‹E9›" }).count(), 1);
  assertNoComplaints(page);
});

test("a line of 5 MB is shown in pieces", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({ headers: [["Content-Type", "text/plain"]], body: "x".repeat(5 << 20) });
  const shown = await lookAtAll(page, 1);
  await shown.getByRole("button", { name: /^Show .* more of 5.0 MiB$/ }).waitFor();
  assertNoComplaints(page);
});

test("JSON and XML that nest without end are trees like others", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.sendJson("/deep", "[".repeat(100_000) + "]".repeat(100_000));
  const json = await lookAtAll(page, 1);
  for (let level = 0; level < 10; level += 1) {
    await json.getByRole("button", { name: "[ 1 item ]" }).click();
  }
  const xml = "<a>".repeat(100_000) + "</a>".repeat(100_000);
  await catcher.send({ headers: [["Content-Type", "text/xml"]], body: xml });
  await (await lookAtAll(page, 2)).getByText("1 node").waitFor();
  await catcher.sendJson("/cut", '{"a":'.repeat(100_000));
  await (await lookAtAll(page, 3)).getByText("it ends in the middle").waitFor();
  assertNoComplaints(page);
});

test("a form of a million fields is shown from its beginning", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const type = ["Content-Type", "application/x-www-form-urlencoded"];
  await catcher.send({ headers: [type], body: "a%5B%5D=1&".repeat(1_000_000) });
  await lookAtAll(page, 1);
  await detail(page, 1).getByText("of 1,000,000 fields").waitFor();
  assertNoComplaints(page);
});

test("a header's value of 1 MB is shown in pieces", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({ headers: [["X-Long", "x".repeat(1 << 20)]] });
  const headers = await headersIn(await lookAtAll(page, 1), "Headers");
  await headers.getByRole("button", { name: /^Show .* more of 1.0 MiB$/ }).waitFor();
  assertNoComplaints(page);
});

test("scripts in XML, SVG and parts of a multipart are shown as text", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const xml = `<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>window.hacked=1</h:script>
    <h:img src="x" onerror="window.hacked=1"/></a>`;
  await catcher.send({ headers: [["Content-Type", "application/xhtml+xml"]], body: xml });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="window.hacked=1">
    <script>window.hacked=1</script><image href="/icon.svg"/></svg>`;
  const headers = [
    `Content-Disposition: form-data; name="${script.replaceAll('"', '\\"')}"; filename="${script}"`,
    `Content-Type: text/html; charset=${script}`,
    `${script}: ${script}`,
  ];
  const parts = multipartBody("B", [
    [headers, script],
    [["Content-Type: image/svg+xml"], svg],
  ]);
  await catcher.send({ headers: [["Content-Type", "multipart/mixed; boundary=B"]], body: parts });
  for (const id of [1, 2]) {
    const shown = await lookAtAll(page, id);
    assert.ok((await shown.getByText("window.hacked").count()) > 0);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(
      await page.locator("main script, main iframe, main h1, main svg script").count(),
      0,
    );
  }
  await detail(page, 2).getByText("9 × 9 pixels").waitFor();
  assert.deepEqual(
    await page.locator("main img").evaluateAll((all) => all.map(({ src }) => src.slice(0, 5))),
    ["blob:"],
  );
  assertNoComplaints(page);
});

test("XML whose entities would grow without end stays as small as it is", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const entity = (name, of) => `<!ENTITY ${name} "${`&${of};`.repeat(10)}">`;
  const names = "abcdefghijkl";
  const bomb = [...names].slice(1).map((name, index) => entity(name, names[index]));
  const body = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${bomb.join("")}]><x>&l;</x>`;
  await catcher.send({ headers: [["Content-Type", "text/xml"]], body });
  const shown = await lookAtAll(page, 1);
  await shown.getByText("&l;", { exact: true }).waitFor();
  assertNoComplaints(page);
});

test("an image of a billion pixels leaves the page alive", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const rows = Buffer.alloc(40_000 * 5_001);
  await catcher.send({
    headers: [["Content-Type", "image/png"]],
    body: pngOf(40_000, 40_000, rows),
  });
  const shown = await openCapture(page, 1);
  await shown.getByText(/pixels|can't show it as an image/).waitFor();
  await catcher.sendForm("/next", { still: "here" });
  await (await openCapture(page, 2)).getByText("here", { exact: true }).waitFor();
  assertNoComplaints(page);
});

test("a multipart body of 100,000 parts is shown from its beginning", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const type = ["Content-Type", "multipart/form-data; boundary=B"];
  await catcher.send({ headers: [type], body: "--B\r\n\r\nx\r\n".repeat(100_000) + "--B--" });
  await (await lookAtAll(page, 1)).getByText("of 100,000 parts").waitFor();
  assertNoComplaints(page);
});

test("hostile captures are compared as text, and fast", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const type = ["Content-Type", "application/x-www-form-urlencoded"];
  const pairs = [
    ["scripts", { [script]: script }, { [script]: `${script}!`, [`a[${script}]`]: script }],
    ["rtl", { a: "\u202egnp.exe" }, { a: "\u202egnp.exe\u200b" }],
  ];
  for (const [target, one, other] of pairs) {
    await catcher.sendForm(`/${target}?${script.replaceAll(" ", "+")}`, one, [["X-Evil", script]]);
    await catcher.sendForm(`/${target}`, other, [["X-Evil", `${script}?`]]);
  }
  await catcher.send({ headers: [type], body: "a%5B%5D=1&".repeat(200_000) });
  await catcher.send({ headers: [type], body: "a%5B%5D=2&".repeat(200_000) });
  await catcher.send({ body: "x".repeat(5 << 20) });
  await catcher.send({ body: `${"x".repeat(4 << 20)}y${"x".repeat(1 << 20)}` });
  await catcher.sendJson("/deep", "[".repeat(100_000) + "1" + "]".repeat(100_000));
  await catcher.sendJson("/deep", "[".repeat(100_000) + "2" + "]".repeat(100_000));
  await catcher.sendJson("/list", JSON.stringify(Array.from({ length: 200_000 }, (_, i) => i)));
  await catcher.sendJson("/list", JSON.stringify(Array.from({ length: 200_000 }, (_, i) => -i)));
  for (let left = 1; left < 12; left += 2) {
    await page.goto(`${catcher.watching}/#/compare/${left}/${left + 1}`);
    const shown = page.getByRole("article", { name: `Captures ${left} and ${left + 1} compared` });
    await shown.getByText(/differences?;/).waitFor();
    await shown.getByLabel("Differences only").uncheck();
    await shown.getByRole("table", { name: "Headers" }).getByText("Host").waitFor();
    await assertNotHacked(page);
  }
});
