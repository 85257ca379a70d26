// What the catcher exports as HAR is taken by programs that read HAR: one that holds it against the
// schemas of the format, and one that makes a load test of it.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { liHARToK6Script } from "har-to-k6";
import harValidator from "har-validator";
import { startCatcher } from "./support/catcher.mjs";

const formType = ["Content-Type", "application/x-www-form-urlencoded"];
const multipart =
  '--B\r\nContent-Disposition: form-data; name="a"; filename="ü.txt"\r\n\r\n1\r\n--B--\r\n';

const requests = [
  { headers: [formType], body: 'contact%5Bemail%5D=a%40b.c&note=It\'s+"fine"&=&x' },
  { headers: [["Content-Type", "Application/X-WWW-Form-Urlencoded ; charset=utf-8"]], body: "a=b" },
  { headers: [["Content-Type", "multipart/form-data; boundary=B"]], body: multipart },
  { headers: [["Content-Type", "application/json"]], body: '{"a":"ü\\u2028","n":1e2}' },
  { headers: [["Content-Type", "image/png"]], body: Buffer.from([0, 255, 254, 10]) },
  { body: "no type" },
  { method: "GET", target: "/?=nameless&a=b&&c", body: "a body behind GET" },
  { method: "PURGE", target: '/%zz|<>"{}`\\^#x?a=%ff&b=\u00fc' },
  { method: "OPTIONS", target: "*" },
  { method: "GET", target: "http://other.example/whole?x=1" },
  { method: "GET", headers: [["Cookie", "=nameless; a=b; c; d=e=f"]] },
  { method: "HEAD", target: "/head", headers: [["X-Empty", ""]] },
];
const refused = ["\x16\x03\x01\x02\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"];

const app = createServer((request, response) => {
  response.setHeader("Set-Cookie", "id=1; Path=/; HttpOnly; Expires=Wed, 21 Oct 2015 07:28:00 GMT");
  response.statusCode = 201;
  response.end("answered");
});
after(() => app.close());

let har;
before(async () => {
  await new Promise((listening) => app.listen(0, "127.0.0.1", listening));
  const forward = `http://127.0.0.1:${app.address().port}`;
  const catcher = await startCatcher({ flags: ["--forward", forward] });
  for (const request of requests) await catcher.send(request);
  for (const bytes of refused) await sendBytes(catcher.listen, bytes);
  har = await catcher.api("/api/export?format=har");
});

async function sendBytes(address, bytes) {
  const { hostname, port } = new URL(`http://${address}`);
  const socket = connect(Number(port), hostname);
  socket.end(Buffer.from(bytes, "latin1"));
  for await (const piece of socket) void piece;
}

const requestOf = (number) => har.log.entries[number].request;

test("HAR holds every capture and follows the schemas of the format", async () => {
  assert.equal(har.log.entries.length, requests.length + refused.length);
  await harValidator.har(har);
});

test("a body is told as its text alone, exactly", () => {
  for (const [number, request] of requests.entries()) {
    const data = requestOf(number).postData;
    if (request.body === undefined) {
      assert.equal(data, undefined);
    } else if (typeof request.body === "string") {
      assert.equal(data.text, request.body);
      assert.equal(data.params, undefined);
    } else {
      assert.deepEqual(Buffer.from(data.text, "base64"), request.body);
    }
  }
});

test("HAR has the app's answer", () => {
  const { response, time, timings } = har.log.entries[0];
  assert.equal(response.status, 201);
  assert.equal(response.content.text, "answered");
  assert.equal(response.cookies[0].expires, "2015-10-21T07:28:00.000000Z");
  assert.ok(timings.wait > 0);
  assert.ok(Math.abs(timings.send + timings.wait + timings.receive - time) < 0.01);
});

test("a load test can be made of HAR", async (t) => {
  t.mock.method(console, "warn", () => undefined); // of a GET with a body, which it leaves out
  const { main } = await liHARToK6Script(har);
  for (const [number, request] of requests.entries()) {
    if (typeof request.body !== "string" || request.method === "GET") continue;
    assert.ok(inSource(main, request.body), `the body of request ${number} is in the script`);
  }
});

/** Whether a script holds this text, in whichever quotes and escapes. */
function inSource(script, text) {
  const plain = (source) => source.replaceAll(/\\[rn]|\s/g, "").replaceAll("\\", "");
  return plain(script).includes(plain(text));
}
