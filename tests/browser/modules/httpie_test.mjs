import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { httpieOf } = await importPageModule("detail/httpie.ts");

const capture = (parts) => ({
  id: 7,
  complete: true,
  refusal: null,
  method: "POST",
  target: "/a?b=c&d=%20",
  headers: [],
  body: { encoding: "utf-8", data: "" },
  ...parts,
});
const wordsOf = (command) => {
  const script = command.replace(/\bhttp /, `printf '%s\\0' http `);
  const { stdout } = spawnSync("sh", { input: script });
  return stdout.toString().split("\0").slice(0, -1);
};

test("says method, URL and headers, each as one word whatever is in it", () => {
  const headers = [
    ["Host", "x"],
    ["X-Quote", `it's "$(date)" \`date\``],
    ["X-Empty", ""],
    ["X-File", "@/etc/passwd"],
    ["X-Equal", "=a=b:c"],
    ["User-Agent", "me"],
  ];
  assert.deepEqual(wordsOf(httpieOf(capture({ headers }), "http://127.0.0.1:8080")), [
    "http",
    "--ignore-stdin",
    "--path-as-is",
    "POST",
    "http://127.0.0.1:8080/a?b=c&d=%20",
    `X-Quote:it's "$(date)" \`date\``,
    "X-Empty;",
    "X-File:\\@/etc/passwd",
    "X-Equal:\\=a=b:c",
    "User-Agent:me",
    "Accept:",
    "Accept-Encoding:",
    "Content-Type:",
  ]);
});

test("makes no command of what can't be sent as it came", () => {
  for (const parts of [
    { refusal: "odd" },
    { complete: false },
    { body: { encoding: "utf-8", data: "a", truncated: true } },
    { trailers: [["T", "t"]] },
  ]) {
    assert.match(httpieOf(capture(parts), "http://127.0.0.1:8080"), /^# 7 can't be sent again/);
  }
});

test("pipes the body, whatever bytes there are in it", () => {
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256));
  const body = { encoding: "base64", data: bytes.toString("base64") };
  const command = httpieOf(capture({ body }), "http://127.0.0.1:8080");
  assert.match(command, /^[\x20-\x7e]*$/);
  assert.ok(!command.includes("--ignore-stdin"));
  const printed = spawnSync("sh", { input: command.replace(/ \| http .*$/s, "") });
  assert.ok(printed.stdout.equals(bytes));
});
