import { gzipSync } from "node:zlib";
import { assert, openPage, row, startApp, startCatcher, test } from "./support/in_browser.mjs";

const events = (page) =>
  page
    .locator("a.row")
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((one) => [one.dataset.id, one.querySelector(".event")?.textContent ?? ""]),
      ),
    );

test("rows name their event, by a form's or JSON's field, or by a vendor's header", async () => {
  const catcher = await startCatcher();
  await catcher.sendForm("/form", { type: "subscribe", "contact[email]": "jane@example.com" });
  await catcher.sendJson("/json", '{"id":1,"type":"order.created"}');
  await catcher.sendJson("/other", '{"event":"opened"}');
  await catcher.send({ target: "/hub", headers: [["X-GitHub-Event", "push"]], body: "{}" });
  await catcher.send({ target: "/plain", body: "text" });
  const page = await openPage(catcher);
  await row(page, 4).getByText("push", { exact: true }).waitFor();
  assert.deepEqual(await events(page), {
    1: "subscribe",
    2: "order.created",
    3: "opened",
    4: "push",
    5: "",
  });
});

test("an event is named in JSON that is packed, listed, in lines or in a form's only field, too", async () => {
  const catcher = await startCatcher();
  await catcher.send({
    target: "/packed",
    headers: [
      ["Content-Type", "application/json"],
      ["Content-Encoding", "gzip"],
    ],
    body: gzipSync('{"event":"order.paid","order":{"id":17}}'),
  });
  await catcher.sendJson("/list", '[{"event":"delivered","email":"a@b.c"},{"event":"open"}]');
  await catcher.sendJson("/lines", '{"type":"line.one"}\n{"type":"line.two"}\n');
  await catcher.sendForm("/field", { payload: '{"type":"block_actions","user":{"name":"jane"}}' });
  await catcher.sendJson("/broken", '{"type":"order.paid"');
  await catcher.sendJson("/empty", "[]");
  const page = await openPage(catcher);
  await row(page, 4).getByText("user.name=jane").waitFor();
  await row(page, 1).getByText("order.id=17").waitFor();
  assert.deepEqual(await events(page), {
    1: "order.paid",
    2: "delivered",
    3: "line.one",
    4: "block_actions",
    5: "",
    6: "",
  });
});

test("what a row shows as a column isn't in its snippet as well", async () => {
  const catcher = await startCatcher();
  for (const name of ["jane", "joe"]) {
    const email = `${name}@example.com`;
    await catcher.sendForm("/a", { type: "subscribe", "contact[email]": email, name });
  }
  const prepare = (context) =>
    context.addInitScript(() =>
      localStorage.setItem("hookline.columns", '["event","snippet","form.contact[email]"]'),
    );
  const page = await openPage(catcher, { prepare });
  await row(page, 2).getByText("name=joe", { exact: true }).waitFor();
  await row(page, 2).locator(".value_cell").getByText("joe@example.com").waitFor();
});

test("rows of the same event show what sets them apart", async () => {
  const catcher = await startCatcher();
  for (const name of ["jane", "joe", "ada"]) {
    await catcher.sendForm("/a", {
      type: "subscribe",
      list: "News",
      "contact[email]": `${name}@example.com`,
    });
  }
  await catcher.sendJson("/b", '{"type":"paid","data":{"total":"17.00"}}');
  const page = await openPage(catcher);
  for (const [id, snippet] of [
    [1, "email=jane@example.com"],
    [2, "email=joe@example.com"],
    [3, "email=ada@example.com"],
    [4, "data.total=17.00"],
  ]) {
    await row(page, id).locator(".snippet").getByText(snippet, { exact: true }).waitFor();
  }
});

test("a time that differs says less of a row than what else does", async () => {
  const catcher = await startCatcher();
  for (const [second, name] of ["jane", "joe"].entries()) {
    const date_time = `2026-02-28T10:45:4${second}-06:00`;
    await catcher.sendForm("/a", { type: "subscribe", date_time, "contact[email]": name });
    await catcher.sendJson("/b", `{"type":"paid","created":168608997${second},"id":"evt_${name}"}`);
  }
  const page = await openPage(catcher);
  await row(page, 3)
    .getByText(/^email=joe {2}date_time=/)
    .waitFor();
  await row(page, 4).getByText("id=evt_joe  created=1686089971").waitFor();
});

test("what is too long for a row ends in an ellipsis, and is whole in its title", async () => {
  const catcher = await startCatcher();
  const link = (number) => `https://example.com/${"a/long/path/".repeat(9)}orders/${number}`;
  for (const number of [17, 18]) {
    await catcher.sendForm(`/${"t".repeat(320)}`, { type: "e".repeat(80), link: link(number) });
  }
  await catcher.sendForm(`/${"😀".repeat(200)}`, { type: `${"x".repeat(58)}😀😀` });
  const page = await openPage(catcher);
  const snippet = row(page, 2).locator(".snippet");
  // All of them begin in the same way: it is the end that sets it apart.
  await snippet.getByText(/^link=….*orders\/18$/).waitFor();
  await row(page, 1)
    .locator(".snippet")
    .getByText(/orders\/17$/)
    .waitFor();
  const target = row(page, 2).locator(".target");
  assert.equal(await target.textContent(), `/${"t".repeat(298)}…`);
  assert.equal(await target.getAttribute("title"), `/${"t".repeat(320)}`);
  const event = row(page, 2).locator(".event");
  assert.equal(await event.textContent(), `${"e".repeat(59)}…`);
  assert.equal(await event.getAttribute("title"), "e".repeat(80));
  // No character is cut in two.
  await row(page, 3)
    .locator(".event")
    .getByText(`${"x".repeat(58)}…`)
    .waitFor();
  assert.doesNotMatch(
    await row(page, 3).textContent(),
    /\ufffd|[\ud800-\udbff](?![\udc00-\udfff])/,
  );
});

test("what came from elsewhere is text in a row, too", async () => {
  const catcher = await startCatcher();
  const script = `<img src=x onerror="window.hacked=1">`;
  await catcher.sendForm("/a", { type: script, b: `${script}\u202e` });
  const page = await openPage(catcher);
  await row(page, 1).getByText(`b=${script}‹U+202E›`).waitFor();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test("a row says how long an answer took, where it took long", async () => {
  const app = await startApp();
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  setTimeout(app.hold(), 150);
  await catcher.send({ target: "/slow" });
  const page = await openPage(catcher);
  await row(page, 1)
    .locator(".duration")
    .getByText(/^[\d.]+ m?s$/)
    .waitFor();
});
