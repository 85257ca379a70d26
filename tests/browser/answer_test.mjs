import {
  assert,
  assertAccessible,
  assertNoComplaints,
  detail,
  headersIn,
  openCapture,
  openPage,
  pairsIn,
  row,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const answerOf = (shown) => shown.getByRole("region", { name: "Answer", exact: true });
const saidIn = (shown) => answerOf(shown).getByRole("status");

async function withRules(rules) {
  const catcher = await startCatcher();
  await catcher.api("/api/replies", { method: "PUT", body: JSON.stringify(rules) });
  return catcher;
}

/** A capture that is forwarded to that app, opened. */
async function forwarded(app, request = { target: "/hook?a=b", body: "{}" }) {
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  await catcher.send(request);
  const page = await openPage(catcher);
  return { catcher, page, shown: await openCapture(page, 1) };
}

test("the catcher's own answer is shown, its body first, its headers folded", async () => {
  const json = ["Content-Type", "application/json"];
  const reply = { status: 202, headers: [json], body: '{"made":"{{id}}"}', template: true };
  const catcher = await withRules([{ match: { path: "/made" }, reply }]);
  await catcher.send({ target: "/made" });
  await catcher.send({ target: "/plain" });
  const page = await openPage(catcher);
  const made = answerOf(await openCapture(page, 1));
  await made.getByText("202", { exact: true }).waitFor();
  await made.getByRole("tab", { name: "JSON", selected: true }).waitFor();
  await made.getByText('"made"').waitFor();
  await made.getByText('"1"').waitFor();
  assert.equal(await made.getByRole("table", { name: "Headers of the answer" }).count(), 0);
  await made.getByRole("link", { name: "by rule 1" }).waitFor();
  const plain = answerOf(await openCapture(page, 2));
  await plain.getByText("caught 2").waitFor();
  assertNoComplaints(page);
});

test("what was refused shows what the sender was told", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/a", headers: [["no name", "1"]] });
  await catcher.send({ method: "HEAD", target: "/b" });
  const page = await openPage(catcher);
  const { reply } = await catcher.api("/api/captures/1");
  const refused = answerOf(await openCapture(page, 1));
  await refused.getByText(reply.body.data.trim()).waitFor();
  const head = answerOf(await openCapture(page, 2));
  await head.getByText("It has no body.").waitFor();
});

test("the fold of headers is remembered, for requests and answers apart", async () => {
  const catcher = await withRules([{ reply: { status: 200, headers: [["X-A", "b"]] } }]);
  for (const target of ["/1", "/2"]) await catcher.send({ target });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  assert.equal(await shown.getByRole("table", { name: "Headers", exact: true }).count(), 0);
  await headersIn(shown, "Headers");
  await page.reload();
  await detail(page, 1).getByRole("table", { name: "Headers", exact: true }).waitFor();
  const next = await openCapture(page, 2);
  await next.getByRole("table", { name: "Headers", exact: true }).waitFor();
  assert.equal(await next.getByRole("table", { name: "Headers of the answer" }).count(), 0);
  const answered = await headersIn(next, "Headers of the answer");
  assert.deepEqual(await pairsIn(answered), [["X-A", "b"]]);
});

test("while the app is waited for, a clock runs, and it is said where it went", async () => {
  const app = await startApp({ status: 201, body: "done" });
  const release = app.hold();
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  const sent = catcher.send({ target: "/slow?x=y" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  const clock = shown.getByRole("timer");
  const before = await clock.textContent();
  assert.match(before, /^(\d+ s|\d+:\d\d min)$/);
  await page.waitForFunction(
    (text) => document.querySelector("[role=timer]").textContent !== text,
    before,
  );
  await answerOf(shown).getByText(`${app.url}/slow?x=y`).waitFor();
  assert.equal(await saidIn(shown).textContent(), "Waiting for your app.");
  await assertAccessible(page, "a capture that waits");
  const spoken = await saidIn(shown).elementHandle();
  release();
  await sent;
  await answerOf(shown).getByText("done").waitFor();
  // The same element: only what changes in it is read out.
  assert.match(await spoken.textContent(), /^Your app answered with 201 in [\d.]+ m?s\.$/);
  assert.equal(await clock.count(), 0);
});

test("the app's answer is shown in full: body, headers, and where it came from", async () => {
  const app = await startApp({
    status: 422,
    headers: { "Content-Type": "application/json", "X-App": "yes" },
    body: JSON.stringify({ errors: [{ field: "email", message: "is missing" }] }),
  });
  const { page, shown } = await forwarded(app);
  const answer = answerOf(shown);
  await answer.getByText("422", { exact: true }).waitFor();
  await answer.getByText(`${app.url}/hook?a=b`).waitFor();
  await answer.getByText('"is missing"').waitFor();
  const headers = await pairsIn(await headersIn(answer, "Headers of the app's answer"));
  assert.ok(headers.some(([name, value]) => name === "X-App" && value === "yes"));
  await assertAccessible(page, "an answer of the app");
  assertNoComplaints(page);
});

test("an app that fails is an error, with what the sender got", async () => {
  const app = await startApp();
  await app.stop();
  const { shown } = await forwarded(app);
  const answer = answerOf(shown);
  await answer.getByText("no answer").waitFor();
  await answer.getByText(/refused.*The sender got 50\d\.$/).waitFor();
  assert.doesNotMatch(await shown.innerText(), /[?!]\./);
  assert.match(await saidIn(shown).textContent(), /^Your app failed after .*refused/);
});

test("a fault that was asked for is said in words", async () => {
  const catcher = await withRules([{ reply: { fault: "close" } }]);
  await catcher.send({ target: "/a" });
  const page = await openPage(catcher);
  await row(page, 1).getByText("close").waitFor();
  const answer = answerOf(await openCapture(page, 1));
  await answer.getByText("The connection was closed without an answer").waitFor();
});
