import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import {
  after,
  assert,
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

const binary = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

/** A capture, opened, with the form for sending it again; and an app to send it to. */
async function readyToReplay(request, answer) {
  const app = await startApp(answer);
  const catcher = await startCatcher();
  await catcher.send(request);
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await shown.getByRole("button", { name: "Send again" }).click();
  await shown.getByLabel("Send it to").fill(app.url);
  return { app, catcher, page, shown };
}

const send = (shown) => shown.getByRole("button", { name: "Send", exact: true }).click();
const attempt = (shown, number) =>
  shown.getByRole("group", { name: `attempt ${number}`, exact: true });

test("a capture is sent again, byte for byte, and its answer listed", async () => {
  const request = {
    method: "PUT",
    target: "/hooks/%2Fa?b=c&b=d",
    headers: [
      ["x-zebra", "1"],
      ["X-ZEBRA", "2"],
      ["Content-Type", "application/octet-stream"],
    ],
    body: binary,
  };
  const { app, page, shown } = await readyToReplay(request, {
    status: 201,
    headers: { "Content-Type": "application/json", "X-App": "yes" },
    body: '{"made": true}',
  });
  await send(shown);
  const first = attempt(shown, 1);
  await first.getByText("201", { exact: true }).waitFor();
  const [got] = app.requests;
  assert.deepEqual([got.method, got.url], ["PUT", "/hooks/%2Fa?b=c&b=d"]);
  assert.ok(got.body.equals(binary));
  assert.deepEqual(
    got.rawHeaders.filter((_, index) => /^x-zebra$/i.test(got.rawHeaders[index - (index % 2)])),
    ["x-zebra", "1", "X-ZEBRA", "2"],
  );
  await first.getByRole("button", { name: "Show attempt 1" }).click();
  const headers = await pairsIn(await headersIn(first, "Headers of attempt 1"));
  assert.ok(headers.some(([name, value]) => name === "X-App" && value === "yes"));
  await first.getByText('"made"').waitFor();
  assertNoComplaints(page);
});

test("it is sent with edits, and the attempt says which", async () => {
  const { app, shown } = await readyToReplay({
    target: "/a",
    headers: [
      ["X-Old", "1"],
      ["X-Gone", "2"],
    ],
    body: "was this",
  });
  await shown.getByText("Edit the method").click();
  await shown.getByLabel("Method").fill("PATCH");
  await shown.getByLabel("Target", { exact: true }).fill("/b?c=d");
  await shown.getByLabel("Value of header 2").fill("changed");
  await shown.getByRole("button", { name: "Remove header 3" }).click();
  await shown.getByRole("button", { name: "Add a header" }).click();
  await shown.getByLabel("Name of header 5").fill("X-New");
  await shown.getByLabel("Value of header 5").fill("3");
  await shown.getByRole("textbox", { name: "Body" }).fill("is ← that");
  await shown.getByText("Edited: method, target, headers, body.").waitFor();
  await send(shown);
  await attempt(shown, 1).getByText("edited: method, target, headers, body").waitFor();
  const [got] = app.requests;
  assert.deepEqual([got.method, got.url, String(got.body)], ["PATCH", "/b?c=d", "is ← that"]);
  assert.deepEqual(
    ["x-old", "x-gone", "x-new"].map((name) => got.headers[name]),
    ["changed", undefined, "3"],
  );
});

test("attempts stay under their capture, the newest first", async () => {
  const { app, catcher, page, shown } = await readyToReplay({ body: "a" });
  await send(shown);
  await attempt(shown, 1).waitFor();
  app.answer = { status: 500 };
  await send(shown);
  await attempt(shown, 2).getByText("500", { exact: true }).waitFor();
  const order = () =>
    shown
      .getByRole("group", { name: /^attempt \d$/ })
      .evaluateAll((all) => all.map((group) => group.getAttribute("aria-label")));
  assert.deepEqual(await order(), ["attempt 2", "attempt 1"]);
  const other = await openPage(catcher, { hash: "#/captures/1" });
  await attempt(detail(other, 1), 2).waitFor();
  await page.reload();
  await attempt(shown, 2).waitFor();
});

test("an attempt made elsewhere shows up", async () => {
  const { app, catcher, shown } = await readyToReplay({ body: "a" });
  await catcher.api("/api/captures/1/replay", {
    method: "POST",
    body: JSON.stringify({ to: app.url }),
  });
  await attempt(shown, 1).waitFor();
});

test("the last URL is kept for the next", async () => {
  const { app, catcher, page, shown } = await readyToReplay({ body: "a" });
  await send(shown);
  await attempt(shown, 1).waitFor();
  await catcher.send({ body: "b" });
  await row(page, 2).waitFor();
  const next = await openCapture(page, 2);
  await page.keyboard.press("r");
  assert.equal(await next.getByLabel("Send it to").inputValue(), app.url);
});

test("an app that is down is said to be so, and listed", async () => {
  const { app, shown } = await readyToReplay({ body: "a" });
  await app.stop();
  await send(shown);
  await shown.getByRole("alert").waitFor();
  await attempt(shown, 1).getByText("no answer").waitFor();
});

for (const [what, to, reason] of [
  ["that leads elsewhere", "http://example.com/", /allow-host/],
  ["that is none", "nowhere", /./],
]) {
  test(`a URL ${what} is refused at its field`, async () => {
    const { page, shown } = await readyToReplay({ body: "a" });
    await shown.getByLabel("Send it to").fill(to);
    await send(shown);
    const said = shown.getByRole("alert");
    await said.waitFor();
    assert.match(await said.textContent(), reason);
    assert.equal(await page.locator(".answer").count(), 0);
  });
}

test("line ends stay as they were, whatever is edited between them", async () => {
  const { app, shown } = await readyToReplay({ body: "one\r\ntwo\r\n" });
  await shown.getByText("Edit the method").click();
  const body = shown.getByRole("textbox", { name: "Body" });
  await body.press("Control+Home");
  await body.pressSequentially("not ");
  await send(shown);
  await attempt(shown, 1).waitFor();
  assert.equal(String(app.requests[0].body), "not one\r\ntwo\r\n");
});

test("what comes back is shown as text, whatever it is", async () => {
  const script = `<script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;
  const { page, shown } = await readyToReplay(
    { body: "a" },
    { status: 200, headers: { "Content-Type": "text/html", "X-Evil": script }, body: script },
  );
  await send(shown);
  await shown.getByRole("button", { name: "Show attempt 1" }).click();
  await attempt(shown, 1).getByLabel("Text", { exact: true }).getByText(script).waitFor();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main script, main img").count(), 0);
  assertNoComplaints(page);
});

test("a packed answer shows what is in it", async () => {
  const { shown } = await readyToReplay(
    { body: "a" },
    {
      headers: { "Content-Type": "text/plain", "Content-Encoding": "gzip" },
      body: gzipSync("unpacked words"),
    },
  );
  await send(shown);
  await shown.getByRole("button", { name: "Show attempt 1" }).click();
  await attempt(shown, 1).getByText("unpacked words").waitFor();
});

test("a body that is no text goes as it was", async () => {
  const { app, shown } = await readyToReplay({ body: binary });
  await shown.getByText("Edit the method").click();
  await shown.getByText(/can't be edited as text/).waitFor();
  await shown.getByLabel("Method").fill("PUT");
  await send(shown);
  await attempt(shown, 1).waitFor();
  assert.ok(app.requests[0].body.equals(binary));
});

test("it is signed again, for what was edited and the time it is sent", async () => {
  const secret = "a very secret key of mine";
  const signatureOf = (body) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const app = await startApp();
  const catcher = await startCatcher();
  await catcher.api("/api/signing", {
    method: "PUT",
    body: JSON.stringify([{ scheme: "github", key: secret }]),
  });
  await catcher.send({ headers: [["X-Hub-Signature-256", signatureOf("one")]], body: "one" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await page.keyboard.press("r");
  await shown.getByLabel("Send it to").fill(app.url);
  assert.ok(await shown.getByLabel("sign it again").isChecked());
  await shown.getByText("Edit the method").click();
  await shown.getByRole("textbox", { name: "Body" }).fill("two");
  await send(shown);
  await attempt(shown, 1).waitFor();
  assert.equal(app.requests[0].headers["x-hub-signature-256"], signatureOf("two"));
});

test("a forwarded request has the app's answer beside it, with its time", async () => {
  const app = await startApp({ status: 203, headers: { "X-App": "yes" }, body: "from the app" });
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  const page = await openPage(catcher);
  await catcher.send({ target: "/a", body: "b" });
  await row(page, 1).getByText("203").waitFor();
  const shown = await openCapture(page, 1);
  await shown
    .locator(".overview")
    .getByText(/in [\d.]+ (µs|ms|s)$/)
    .waitFor();
  const answer = shown.getByRole("region", { name: "Answer", exact: true });
  await answer.getByText("from the app").waitFor();
  assertNoComplaints(page);
});

test("that the app couldn't be asked is said above all else, with the reason", async () => {
  const app = await startApp();
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  await app.stop();
  await catcher.send({ target: "/a" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  const warning = shown.locator("p.warning");
  await warning
    .getByText(/^Sending it on to your app failed: .*refused.*listening there\?$/)
    .waitFor();
});

test("that an answer of the app broke off is said", async () => {
  const app = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"),
    );
  }).listen(0, "127.0.0.1");
  await once(app, "listening");
  after(() => app.close());
  const forward = `http://127.0.0.1:${app.address().port}`;
  const catcher = await startCatcher({ flags: ["--forward", forward] });
  await catcher.send({ target: "/a" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  const warning = shown.locator("p.warning");
  await warning.getByText("in the middle of its answer").waitFor();
});

test("a capture that waits for the app says so until it is answered", async () => {
  const app = await startApp();
  const catcher = await startCatcher({ flags: ["--forward", app.url] });
  const page = await openPage(catcher);
  const answered = app.hold();
  const sent = catcher.send({ target: "/slow" });
  await row(page, 1).getByText("…").waitFor();
  const shown = await openCapture(page, 1);
  await shown.locator(".overview").getByText("…").waitFor();
  answered();
  await sent;
  await shown.getByText("from your app").waitFor();
  await row(page, 1).getByText("200").waitFor();
});
