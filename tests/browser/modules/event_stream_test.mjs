import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { EventReader } = await importPageModule("api/event_stream.ts");

const text =
  'retry: 1000\n\nevent: capture\nid: 7\ndata: {"id":7}\n\n: alive\n\nevent: cleared\n\n';
const events = [
  { type: "capture", id: "7", data: '{"id":7}' },
  { type: "cleared", id: "", data: "" },
];

test("reads events and passes over comments", () => {
  assert.deepEqual(new EventReader().read(text), events);
});

test("reads the same, wherever the pieces end", () => {
  for (let length = 1; length < text.length; length += 1) {
    const reader = new EventReader();
    const read = [];
    for (let at = 0; at < text.length; at += length)
      read.push(...reader.read(text.slice(at, at + length)));
    assert.deepEqual(read, events, `pieces of ${length}`);
  }
});

test("joins the lines of an event's data", () => {
  assert.deepEqual(new EventReader().read("data: a\ndata:b\ndata\n\n"), [
    { type: "message", id: "", data: "a\nb\n" },
  ]);
});
