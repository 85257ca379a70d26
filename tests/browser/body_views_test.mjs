import { gzipSync } from "node:zlib";
import {
  assert,
  assertNoComplaints,
  clipboard,
  downloadedBytes,
  multipartBody,
  openCapture,
  openPage,
  pairsIn,
  pngOf,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** A body of this type, caught and opened. */
async function shownBody(type, body, headers = []) {
  const catcher = await startCatcher();
  await catcher.send({ headers: [["Content-Type", type], ...headers], body });
  const page = await openPage(catcher);
  return { page, shown: await openCapture(page, 1) };
}

async function copied(page, place, name) {
  const button = await place.getByRole("button", { name, exact: true }).elementHandle();
  await button.click();
  await page.waitForFunction((it) => it.classList.contains("copied"), button);
  return clipboard(page);
}

test("each value of a JSON tree can be copied", async () => {
  const body = '{"name": "a\\u0026b", "list": [1, {"x": 2.50}]}';
  const { page, shown } = await shownBody("application/json", body);
  assert.equal(await copied(page, shown, "Copy name"), "a&b");
  assert.equal(await copied(page, shown, "Copy x"), "2.50");
  assert.equal(await copied(page, shown, "Copy list"), '[1, {"x": 2.50}]');
  assertNoComplaints(page);
});

test("XML shows as a tree of what was sent", async () => {
  const body = `<?xml version="1.0"?>
<order id="7"><!-- paid --><item sku="A&amp;1">Lamp &lt;b&gt;</item><note><![CDATA[<i>]]></note></order>`;
  const { page, shown } = await shownBody("application/soap+xml; charset=utf-8", body);
  await shown.getByRole("tab", { name: "XML", selected: true }).waitFor();
  const tree = shown.locator(".tree");
  for (const part of ['<order id="7">', "<!-- paid -->", "Lamp &lt;b&gt;", "<![CDATA[<i>]]>"]) {
    assert.ok((await tree.textContent()).includes(part), part);
  }
  assert.equal(await copied(page, shown, "Copy item"), "Lamp &lt;b&gt;");
  await shown.getByRole("button", { name: "order", exact: true }).click();
  await tree.getByText("3 nodes").waitFor();
  assertNoComplaints(page);
});

test("broken XML shows the place where it breaks", async () => {
  const { shown } = await shownBody("text/xml", "<a>\n  <b>1</c>\n</a>");
  await shown.getByText("</c> stands where <b> of line 2 is to be closed, at line 2").waitFor();
  assert.equal(await shown.locator("mark").textContent(), "<");
});

test("a multipart body shows part by part, each in its own view", async () => {
  const picture = pngOf(3, 2);
  const body = multipartBody("B", [
    [['Content-Disposition: form-data; name="contact[email]"'], "jane@example.com"],
    [
      ['Content-Disposition: form-data; name="data"', "Content-Type: application/json"],
      '{"paid": true}',
    ],
    [
      ['Content-Disposition: form-data; name="photo"; filename="a.png"', "Content-Type: image/png"],
      picture,
    ],
  ]);
  const { page, shown } = await shownBody("multipart/form-data; boundary=B", body);
  await shown.getByRole("tab", { name: "Parts", selected: true }).waitFor();
  const part = (number) => shown.getByRole("region", { name: `Part ${number}`, exact: true });
  await part(1).getByRole("heading", { name: "contact[email]" }).waitFor();
  await part(1).getByText("jane@example.com").waitFor();
  assert.deepEqual(await pairsIn(part(2).getByRole("table", { name: "Headers of part 2" })), [
    ["Content-Disposition", 'form-data; name="data"'],
    ["Content-Type", "application/json"],
  ]);
  await part(2).getByText("true").waitFor();
  await part(3).getByText("a.png", { exact: true }).waitFor();
  await part(3).getByText("3 × 2 pixels").waitFor();
  const download = part(3).getByRole("button", { name: "Part", exact: true });
  assert.deepEqual(await downloadedBytes(page, download), picture);
  await part(3).getByRole("tab", { name: "Hex" }).click();
  await part(3).getByText("89 50 4e 47").waitFor();
  assertNoComplaints(page);
});

test("a multipart body that was cut off shows what there is", async () => {
  const whole = multipartBody("B", [[['Content-Disposition: form-data; name="a"'], "one"]]);
  const { shown } = await shownBody("multipart/form-data; boundary=B", whole.subarray(0, -7));
  await shown.getByText("The body ends before its closing boundary").waitFor();
  await shown.getByText("one").waitFor();
});

test("an image shows as one, whatever it is said to be", async () => {
  const { page, shown } = await shownBody("application/octet-stream", pngOf(5, 4));
  await shown.getByRole("tab", { name: "Image", selected: true }).waitFor();
  await shown.getByText("5 × 4 pixels").waitFor();
  assertNoComplaints(page);
});

test("what is called an image and is none says so", async () => {
  const { page, shown } = await shownBody("image/png", "not a picture");
  await shown.getByText("This browser can't show it as an image.").waitFor();
  assertNoComplaints(page);
});

test("text shows in the charset that it is said to have", async () => {
  const bytes = Buffer.from("caf\xe9", "latin1");
  const { shown } = await shownBody("text/plain; charset=iso-8859-1", bytes);
  await shown.getByText("Read as iso-8859-1, as the sender says.").waitFor();
  await shown.getByText("café").waitFor();
});

test("packed JSON shows as a tree of what is in it", async () => {
  const coding = ["Content-Encoding", "gzip"];
  const { shown } = await shownBody("application/json", gzipSync('{"deep":{"a":1}}'), [coding]);
  await shown.getByRole("tab", { name: "JSON", selected: true }).waitFor();
  await shown.getByText('"deep"').waitFor();
});

test("a body that is no text is copied as base64", async () => {
  const bytes = Buffer.from([0, 255, 1]);
  const { page, shown } = await shownBody("application/octet-stream", bytes);
  assert.equal(await copied(page, shown, "Copy the body as base64"), bytes.toString("base64"));
});
