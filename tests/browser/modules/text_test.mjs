import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { visible } = await importPageModule("pieces/visible.ts");
const { cut } = await importPageModule("pieces/text/cut.ts");
const { sizeText, countText } = await importPageModule("pieces/size.ts");
const { agoText, durationText, fullTimeText } = await importPageModule("pieces/time.ts");
const { catchingUrl } = await importPageModule("api/catching_url.ts");
const { hexRow } = await importPageModule("body/plain/hex.ts");
const { shownTextOf } = await importPageModule("body/content.ts");
const { routeOf, hashOf } = await importPageModule("shell/route.ts");

test("writes out what would not be seen, or would turn the text around", () => {
  assert.equal(visible("a\0b\u202ec\u200bd"), "a␀b‹U+202E›c‹U+200B›d");
  assert.equal(visible("tab\tline\nAda Łovelace שלום 🎣"), "tab\tline\nAda Łovelace שלום 🎣");
});

test("cuts text between characters as they are seen", () => {
  const family = "👩‍👩‍👧‍👦";
  assert.equal(cut(`ab${family}c`, 5), "ab");
  assert.equal(cut(`ab${family}c`, 2 + family.length), `ab${family}`);
  assert.equal(cut(`e\u0301e\u0301`, 3), "e\u0301");
  assert.equal(cut("🎣🎣", 3), "🎣");
  assert.equal(cut("short", 300), "short");
  assert.equal(cut("x".repeat(400), 300), "x".repeat(300));
  const endless = `a${"\u0301".repeat(1_000)}`;
  assert.equal(cut(endless, 500).length, 500);
  assert.equal(cut(`${"x".repeat(1_000)}${family}`, 1_003), "x".repeat(1_000));
});

test("says sizes in powers of 1024", () => {
  const said = [0, 1023, 1024, 10_240, 20 * 1024 * 1024].map(sizeText);
  assert.deepEqual(said, ["0 B", "1023 B", "1.0 KiB", "10 KiB", "20 MiB"]);
});

test("says counts with their noun", () => {
  assert.deepEqual(
    [countText(1, "field"), countText(12_345, "field")],
    ["1 field", "12,345 fields"],
  );
});

test("says how long ago something was", () => {
  const now = Date.parse("2026-02-28T12:00:00Z");
  const ago = (seconds) => agoText(new Date(now - seconds * 1000).toISOString(), now);
  assert.deepEqual([0, 59, 60, 7_200].map(ago), ["now", "59s", "1m", "2h"]);
  assert.equal(ago(-5), "now");
});

test("says durations in the unit that fits", () => {
  assert.deepEqual([0, 850, 12_345, 1_200_000].map(durationText), [
    "< 1 µs",
    "850 µs",
    "12.3 ms",
    "1.20 s",
  ]);
});

test("shows bytes in rows, the last one short", () => {
  const bytes = new Uint8Array([...Buffer.from("GET / HTTP/1.1\r\n"), 0xff]);
  assert.deepEqual(hexRow(bytes, 0, 16), {
    offset: "00000000",
    hex: "47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a",
    text: "GET / HTTP/1.1··",
  });
  assert.deepEqual(hexRow(bytes, 1, 16), { offset: "00000010", hex: "ff", text: "·" });
});

test("writes out bytes that are no text, and leaves the lines around them", () => {
  const bytes = new Uint8Array([0xc3, 0xa9, 0x0a, 0x61, 0xff, 0x0a, 0x62]);
  assert.equal(shownTextOf(bytes), "é\na‹FF›\nb");
});

test("reads and writes the page's addresses", () => {
  for (const hash of [
    "#/",
    "#/captures/12",
    "#/captures/12?method=POST&text=a%3Fb",
    "#/compare/3/12?method=POST",
    "#/replies",
    "#/replies/2",
    "#/signing",
  ]) {
    assert.equal(hashOf(routeOf(hash)), hash);
  }
  assert.deepEqual(routeOf("#/captures/x"), { capture: null, filter: "" });
  assert.deepEqual(routeOf("#/compare/3"), { capture: null, filter: "" });
  assert.deepEqual(routeOf(""), { capture: null, filter: "" });
});

test("says times to the microsecond, with their offset", () => {
  const text = fullTimeText("2026-02-28T12:00:00.123456Z");
  assert.match(text, /^2026-02-2[78] \d\d:\d\d:00\.123456 [+-]\d\d:\d\d$/);
  const at = new Date(text.replace(" ", "T").replace(" ", ""));
  assert.equal(at.toISOString(), "2026-02-28T12:00:00.123Z");
});

test("names a catcher on all addresses by the page's own", () => {
  assert.equal(catchingUrl("http://0.0.0.0:8080", "box.lan"), "http://box.lan:8080");
  assert.equal(catchingUrl("http://[::]:8080", "[::1]"), "http://[::1]:8080");
  assert.equal(catchingUrl("http://127.0.0.1:8080", "box.lan"), "http://127.0.0.1:8080");
  assert.equal(catchingUrl("http://10.0.0.0:80", "box.lan"), "http://10.0.0.0:80");
});
