import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { readMultipart } = await importPageModule("body/parts/multipart.ts");

const bytesOf = (text) => new Uint8Array(Buffer.from(text, "latin1"));
const read = (text, boundary = "B") => {
  const { parts, problems } = readMultipart(bytesOf(text), boundary);
  return {
    parts: parts.map((part) => ({ ...part, bytes: Buffer.from(part.bytes).toString("latin1") })),
    problems,
  };
};
const part = (headers, content) => `--B\r\n${headers}\r\n\r\n${content}\r\n`;

test("reads each part's headers, name, file name and bytes", () => {
  const text =
    part('Content-Disposition: form-data; name="a[b]"', "one") +
    part(
      'Content-Disposition: form-data; name="file"; filename="a \\"b\\";c.bin"\r\nContent-Type: application/octet-stream',
      "\x00\xff\r\n--Bad\r\n-",
    ) +
    "--B--\r\n";
  assert.deepEqual(read(text), {
    problems: [],
    parts: [
      {
        headers: [["Content-Disposition", 'form-data; name="a[b]"']],
        name: "a[b]",
        filename: null,
        bytes: "one",
      },
      {
        headers: [
          ["Content-Disposition", 'form-data; name="file"; filename="a \\"b\\";c.bin"'],
          ["Content-Type", "application/octet-stream"],
        ],
        name: "file",
        filename: 'a "b";c.bin',
        bytes: "\x00\xff\r\n--Bad\r\n-",
      },
    ],
  });
});

test("keeps empty parts, and parts without a name", () => {
  const { parts, problems } = read(`--B\r\nX: 1\r\n\r\n\r\n--B\r\n\r\n\r\n--B--`);
  assert.deepEqual(
    parts.map(({ headers, name, bytes }) => [headers, name, bytes]),
    [
      [[["X", "1"]], null, ""],
      [[], null, ""],
    ],
  );
  assert.deepEqual(problems, []);
});

test("takes bare line feeds, and folded headers", () => {
  const { parts } = read('--B\nContent-Disposition: form-data;\n name="a"\n\none\n--B--\n');
  assert.deepEqual(parts[0].name, "a");
  assert.equal(parts[0].bytes, "one");
});

test("unescapes of names what browsers escape, and nothing else", () => {
  for (const [written, name] of [
    [String.raw`"C:\\dir\name.txt"`, String.raw`C:\\dir\name.txt`],
    [String.raw`"C:\dir\"`, String.raw`C:\dir\ `.trim()],
    [String.raw`"a\"b"`, 'a"b'],
    ['"a%22b%0D%0Ac%20"', 'a"b\r\nc%20'],
    ['"a"b"', 'a"b'],
    ['"a;b=c"', "a;b=c"],
    ["bare", "bare"],
  ]) {
    const disposition = `Content-Disposition: form-data; name=${written}; filename="f"`;
    const { parts } = read(`${part(disposition, "")}--B--`);
    assert.deepEqual([parts[0].name, parts[0].filename], [name, "f"], written);
  }
});

test("prefers the file name that says its charset", () => {
  const disposition = `Content-Disposition: attachment; filename="n.txt"; filename*=UTF-8''na%C3%AFve.txt`;
  assert.equal(read(`${part(disposition, "")}--B--`).parts[0].filename, "naïve.txt");
});

test("says what is wrong and shows the rest", () => {
  const good = part("A: b", "x");
  for (const [text, count, reason] of [
    ["no parts at all", 0, /“B” is nowhere/],
    [`${good}--B\r\nA: b\r\n\r\ncut o`, 2, /ends before its closing boundary/],
    [`before\r\n${good}--B--`, 1, /Before the first part stand 8 bytes/],
    [`${good}--B--\r\nbehind`, 1, /Behind the closing boundary stand 6 bytes/],
    [`--B\r\nno header\r\n--B--`, 1, /Part 1 doesn't begin with headers/],
  ]) {
    const { parts, problems } = read(text);
    assert.equal(parts.length, count, text);
    assert.match(problems.join(" "), reason);
  }
  assert.match(readMultipart(bytesOf(good), undefined).problems[0], /no boundary/);
});

test("reads 200,000 parts without pondering", () => {
  assert.equal(read("--B\r\n\r\n\r\n".repeat(200_000) + "--B--").parts.length, 200_000);
});
