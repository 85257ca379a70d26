import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import {
  assert,
  assertNoComplaints,
  clipboard,
  detail,
  downloadedBytes,
  headersIn,
  openCapture,
  openPage,
  pairsIn,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** A catcher with one capture, opened. */
async function caught(request) {
  const catcher = await startCatcher();
  const { bytes } = await catcher.send(request);
  const page = await openPage(catcher);
  return { catcher, bytes, page, shown: await openCapture(page, 1) };
}

const form = (body, headers = []) => ({
  target: "/form",
  headers: [["Content-Type", "application/x-www-form-urlencoded"], ...headers],
  body,
});

test("of a body that didn't come whole it is said how much was announced and how much came", async () => {
  const { shown } = await caught({ headers: [["Content-Length", "50"]] });
  await shown.getByText("50 B announced, 0 B came", { exact: true }).waitFor();
});

test("headers show in the order, case and number in which they were sent", async () => {
  const headers = [
    ["x-zebra", "1"],
    ["X-Apple", "a, b"],
    ["X-ZEBRA", "2"],
    ["x-empty", ""],
  ];
  const { shown } = await caught({ target: "/", headers });
  const pairs = await pairsIn(await headersIn(shown, "Headers"));
  assert.deepEqual(pairs.slice(1, 5), headers);
});

test("the overview says when, from where, how large and what was answered", async () => {
  const { shown } = await caught(form("a=b"));
  const overview = await shown.locator(".overview").textContent();
  assert.match(overview, /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} [+-]\d\d:\d\d/);
  for (const part of ["127.0.0.1", "3 B", "HTTP/1.1", "200"])
    assert.ok(overview.includes(part), part);
});

test("what is odd about a request that was taken shows as a warning", async () => {
  const { shown } = await caught({ target: "/", headers: [["Upgrade", "h2c"]] });
  await shown.locator(".warning", { hasText: "offered to go on in HTTP/2" }).waitFor();
});

test("what the overview says can be copied", async () => {
  const { shown, page, catcher } = await caught(form("a=b"));
  await shown.getByRole("button", { name: "Copy “Received”" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await clipboard(page), (await catcher.api("/api/captures/1")).received_at);
});

test("the headers of the answer show beside those of the request", async () => {
  const catcher = await startCatcher();
  const rule = { reply: { status: 302, headers: [["Location", "/elsewhere"]] } };
  await catcher.api("/api/replies", { method: "PUT", body: JSON.stringify([rule]) });
  await catcher.send(form("a=b"));
  const shown = await openCapture(await openPage(catcher), 1);
  const answer = await headersIn(shown, "Headers of the answer");
  assert.deepEqual(await pairsIn(answer), [["Location", "/elsewhere"]]);
});

test("a form shows as a tree of its nested names", async () => {
  const { shown, page } = await caught(
    form(
      "type=sale&contact%5Bemail%5D=jane%40example.com&contact%5Bfields%5D%5B1%5D=Blue+sky&type=again",
    ),
  );
  const table = shown.getByRole("table", { name: "Form fields" });
  assert.deepEqual(await table.locator(".group").allTextContents(), ["contact", "fields"]);
  assert.deepEqual(await pairsIn(table), [
    ["type", "sale"],
    ["type", "again"],
    ["email", "jane@example.com"],
    ["1", "Blue sky"],
  ]);
  assertNoComplaints(page);
});

test("a query shows as a table", async () => {
  const { shown } = await caught({ method: "GET", target: "/search?q=a%20b&q=c&empty" });
  assert.deepEqual(await pairsIn(shown.getByRole("table", { name: "Query" })), [
    ["q", "a b"],
    ["q", "c"],
    ["empty", ""],
  ]);
});

test("a value is copied whole", async () => {
  const value = "é".repeat(10_000);
  const { shown, page } = await caught(form(`long=${encodeURIComponent(value)}`));
  await shown.getByRole("button", { name: "Copy the value of long" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await clipboard(page), value);
});

test("a large form shows its beginning, and more on demand", async () => {
  const body = Array.from({ length: 3_000 }, (_, index) => `field${index}=${index}`).join("&");
  const { shown } = await caught(form(body));
  await shown.getByRole("tab", { name: "Form 3,000" }).waitFor();
  const rows = shown.getByRole("table", { name: "Form fields" }).locator("tr");
  assert.equal(await rows.count(), 500);
  await shown.getByRole("button", { name: "Show 2,000 more of 3,000 fields" }).click();
  await rows.nth(2_499).waitFor();
});

test("JSON shows as a tree with every digit, whatever its content type's parameters", async () => {
  const { shown } = await caught({
    headers: [["Content-Type", "application/json; charset=utf-8"]],
    body: '{"id":12345678901234567890,"tags":["a","b"],"deep":{"paid":true}}',
  });
  const tree = shown.getByRole("tabpanel");
  await tree.getByText("12345678901234567890").waitFor();
  await tree.getByRole("button", { name: "[" }).click();
  await tree.getByRole("button", { name: "[ 2 items ]" }).waitFor();
});

test("broken JSON shows the place where it breaks", async () => {
  const { shown } = await caught({
    headers: [["Content-Type", "application/json"]],
    body: '{"a": 1,\n "b": oops}',
  });
  await shown.getByText("a value was expected here, at line 2, column 7.").waitFor();
  assert.equal(await shown.locator("mark").textContent(), "o");
});

test("a body that is no text shows as bytes", async () => {
  const { shown } = await caught({ body: Buffer.from([0, 1, 0xff, 0x41, 0x42]) });
  await shown.getByRole("tab", { name: "Hex", selected: true }).waitFor();
  const hex = await shown.getByRole("group", { name: "Bytes" }).textContent();
  assert.equal(hex, "0000000000 01 ff 41  42···AB");
});

test("a packed body shows unpacked, and as it was sent", async () => {
  const packed = gzipSync("plain words");
  const { shown, page } = await caught({
    headers: [
      ["Content-Type", "text/plain"],
      ["Content-Encoding", "gzip"],
    ],
    body: packed,
  });
  await shown.getByRole("tab", { name: "Text" }).click();
  await shown.getByText("plain words").waitFor();
  const unpacked = shown.getByRole("button", { name: "Download the body, unpacked" });
  assert.equal(String(await downloadedBytes(page, unpacked)), "plain words");
  await shown.getByLabel("as sent (gzip)").check();
  await shown.getByRole("tab", { name: "Hex" }).click();
  await shown.getByText("1f 8b 08").waitFor();
});

test("what can't be unpacked, and why a body is no form, is said", async () => {
  const catcher = await startCatcher();
  const form = ["Content-Type", "application/x-www-form-urlencoded"];
  await catcher.send({ headers: [form, ["Content-Encoding", "UTF-8"]], body: "a=b" });
  await catcher.send({
    headers: [["Content-Type", "multipart/form-data"]],
    body: "--x\r\n\r\n--x--",
  });
  await catcher.send({ headers: [["Content-Type", "application/json"]], body: "{nope}" });
  const page = await openPage(catcher);
  for (const [id, texts] of [
    [1, ["it is shown as sent: UTF-8 is no coding", "The body is a form: UTF-8 is no coding"]],
    [2, ["The body is not shown as a form: its Content-Type names no boundary."]],
    [3, ["The body is no JSON, as which it is sent (application/json): it breaks at line 1"]],
  ]) {
    const shown = await openCapture(page, id);
    for (const text of texts) await shown.getByText(text).waitFor();
  }
});

test("the raw view shows the request as it came off the wire", async () => {
  const { shown, bytes } = await caught(form("a=b"));
  await shown.getByRole("tab", { name: "Raw" }).click();
  const text = shown.getByLabel("Text", { exact: true });
  await text.getByText("POST /form HTTP/1.1").waitFor();
  assert.equal(await text.textContent(), bytes.toString());
  await shown.getByLabel("as bytes").check();
  await shown.getByText("50 4f 53 54 20 2f 66 6f").waitFor();
});

test("the downloads are exactly the bytes that were sent", async () => {
  const body = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
  const { shown, page, bytes } = await caught({ target: "/binary", body });
  assert.deepEqual(await downloadedBytes(page, shown.getByRole("link", { name: "Raw" })), bytes);
  assert.deepEqual(await downloadedBytes(page, shown.getByRole("link", { name: "Body" })), body);
});

test("the copied cURL command sends to the same target", async () => {
  const { shown, page, catcher } = await caught(form("it=isn%27t"));
  await shown.getByRole("button", { name: "Copy as cURL" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  const command = await clipboard(page);
  assert.match(command, /curl /);
  assert.ok(command.includes(`${catcher.catching}/form`), command);
});

const hasHttpie = spawnSync("http", ["--version"]).status === 0;

test("the copied HTTPie command, run, sends the same again", { skip: !hasHttpie }, async () => {
  const body = Buffer.from(Array.from({ length: 2_048 }, (_, index) => (index * 5) % 256));
  const headers = [
    ["X-Quote", `it's "$(date)"; @=:\\`],
    ["x-file", "@/etc/hostname"],
    ["X-Empty", ""],
    ["Content-Type", "application/octet-stream"],
  ];
  const { shown, page, catcher } = await caught({
    target: "/a/../b?c=%20d&e=%5B%5D",
    headers,
    body,
  });
  await shown.getByRole("button", { name: "Copy as HTTPie" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  const { status, stderr } = spawnSync("sh", { input: await clipboard(page) });
  assert.equal(status, 0, String(stderr));
  const [first, second] = await Promise.all([1, 2].map((id) => catcher.api(`/api/captures/${id}`)));
  assert.deepEqual([second.method, second.target], [first.method, first.target]);
  assert.ok(second.body.data === first.body.data);
  const sent = (pairs) => pairs.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  for (const header of sent(first.headers)) {
    assert.ok(header.startsWith("connection:") || sent(second.headers).includes(header), header);
  }
});

test("the raw request is copied as text", async () => {
  const { shown, page, bytes } = await caught(form("a=b"));
  await shown.getByRole("button", { name: "Copy the raw request" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await clipboard(page), bytes.toString());
});

test("a link to a capture opens it", async () => {
  const { catcher, shown, page } = await caught(form("a=linked"));
  await shown.getByRole("button", { name: "Copy a link to this capture" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  const link = await clipboard(page);
  const other = await openPage(catcher, { hash: new URL(link).hash });
  await detail(other, 1).getByText("linked").waitFor();
});

test("a link to a capture that is gone says so", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher, { hash: "#/captures/99" });
  await page.getByText("Capture 99 isn't here.").waitFor();
});

test("a chosen view stays for the next capture", async () => {
  const { catcher, shown, page } = await caught(form("a=b"));
  await catcher.send(form("c=d"));
  await shown.getByRole("tab", { name: "Hex" }).click();
  const next = await openCapture(page, 2);
  await next.getByRole("tab", { name: "Hex", selected: true }).waitFor();
});
