import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { base64Of, contentOf, contentOfBytes, shownTextOf } =
  await importPageModule("body/content.ts");
const { mediaTypeOf, isJsonType, isXmlType } = await importPageModule("body/media_type.ts");
const { imageTypeOf } = await importPageModule("body/plain/image_type.ts");

const contentIn = (type, bytes) => contentOfBytes(new Uint8Array(bytes), mediaTypeOf(type));

test("reads a content type's parameters, quoted or not", () => {
  const { essence, params } = mediaTypeOf('Multipart/Form-Data; Boundary="a;\\"b"; charset=utf-8');
  assert.equal(essence, "multipart/form-data");
  assert.deepEqual(
    [...params],
    [
      ["boundary", 'a;"b'],
      ["charset", "utf-8"],
    ],
  );
  assert.deepEqual(mediaTypeOf(""), { essence: "", params: new Map() });
});

test("knows JSON and XML by their suffixes, too", () => {
  assert.ok(isJsonType(mediaTypeOf("application/vnd.api+json; a=b")));
  assert.ok(isXmlType(mediaTypeOf("application/soap+xml")));
  assert.ok(!isJsonType(mediaTypeOf("application/jsonp")));
});

test("reads text in the charset that it is said to have", () => {
  const latin = contentIn("text/plain; charset=ISO-8859-1", [0x63, 0x61, 0x66, 0xe9]);
  assert.equal(latin.text, "café");
  assert.match(latin.reading, /Read as ISO-8859-1/);
  const wide = contentIn("text/plain; charset=utf-16le", [0x41, 0, 0x42, 0]);
  assert.equal(wide.text, "AB");
  const inside = '<?xml version="1.0" encoding="windows-1251"?><a>\xc6</a>';
  assert.match(contentIn("text/xml", Buffer.from(inside, "latin1")).text, /<a>Ж<\/a>/);
});

test("says so where the charset is wrong, or nobody knows it", () => {
  const wrong = contentIn("text/plain; charset=utf-16le", [0x41]);
  assert.deepEqual([wrong.text, wrong.reading], ["A", "It is said to be utf-16le, and isn't."]);
  assert.match(contentIn("text/plain; charset=klingon", [0x41]).reading, /“klingon”/);
});

test("says nothing of a charset that makes no difference", () => {
  assert.equal(contentIn("text/plain; charset=us-ascii", [0x41]).reading, "");
  const sent = { encoding: "utf-8", data: "é" };
  assert.deepEqual(contentOf(sent, mediaTypeOf('text/plain; charset="UTF-8"')).text, "é");
});

test("reads a body's bytes in both encodings", () => {
  const type = mediaTypeOf("");
  assert.deepEqual([...contentOf({ encoding: "utf-8", data: "é" }, type).bytes], [0xc3, 0xa9]);
  assert.deepEqual([...contentOf({ encoding: "base64", data: "AP8=" }, type).bytes], [0, 255]);
});

test("has no text for bytes that are none", () => {
  assert.equal(contentIn("", [0xff, 0xfa]).text, null);
  assert.equal(shownTextOf(new Uint8Array([0x41, 0xff, 0x0a, 0x42])), "A‹FF›\nB");
});

test("knows images by their beginning", () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  assert.equal(imageTypeOf(contentIn("text/plain", png)), "image/png");
  assert.equal(imageTypeOf(contentIn("", Buffer.from("GIF89a"))), "image/gif");
  assert.equal(imageTypeOf(contentIn("image/svg+xml", Buffer.from("<svg/>"))), "image/svg+xml");
  assert.equal(imageTypeOf(contentIn("image/x; charset=a", [1])), "image/x");
  assert.equal(imageTypeOf(contentIn("text/html", Buffer.from("<p>"))), null);
});

test("encodes any bytes as base64", () => {
  const bytes = new Uint8Array(100_000).map((_, index) => index);
  assert.equal(base64Of(bytes), Buffer.from(bytes).toString("base64"));
});
