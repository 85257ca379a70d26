import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { Hub } = await importPageModule("stream/hub.ts");

class Tab {
  told = [];
  postMessage(message) {
    this.told.push(message.type);
  }
}

/** A stream of the test's own. */
class Streams {
  begun = [];
  read = (path, headers, signal, onOpen, onEvents) =>
    new Promise((resolve) =>
      this.begun.push({ path, headers, signal, onOpen, onEvents, end: resolve }),
    );
}

function threeTabs() {
  const streams = new Streams();
  const hub = new Hub(streams.read);
  const tabs = [new Tab(), new Tab(), new Tab()];
  return { streams, hub, tabs };
}

test("tabs share one stream, and who comes later is told that it is open", () => {
  const { streams, hub, tabs } = threeTabs();
  hub.follow(tabs[0], "/stream", {});
  hub.follow(tabs[1], "/stream", {});
  streams.begun[0].onOpen();
  hub.follow(tabs[2], "/stream", {});
  streams.begun[0].onEvents([{ type: "capture", id: "1", data: "{}" }]);
  streams.begun[0].onEvents([]);
  assert.equal(streams.begun.length, 1);
  for (const tab of tabs) assert.deepEqual(tab.told, ["open", "events"]);
});

test("a stream that breaks off is told to all, and begun anew by the first who follows", async () => {
  const { streams, hub, tabs } = threeTabs();
  for (const tab of tabs) hub.follow(tab, "/stream", {});
  streams.begun[0].end();
  await new Promise((resolve) => setImmediate(resolve));
  for (const tab of tabs) assert.deepEqual(tab.told, ["closed"]);
  hub.follow(tabs[0], "/stream", { Authorization: "Bearer x" });
  hub.follow(tabs[1], "/stream", {});
  assert.equal(streams.begun.length, 2);
  assert.equal(streams.begun[1].headers.Authorization, "Bearer x");
});

test("the last who leaves ends the stream, and what it still brings is told to nobody", async () => {
  const { streams, hub, tabs } = threeTabs();
  hub.follow(tabs[0], "/stream", {});
  hub.follow(tabs[1], "/stream", {});
  hub.leave(tabs[0]);
  assert.equal(streams.begun[0].signal.aborted, false);
  hub.leave(tabs[1]);
  assert.equal(streams.begun[0].signal.aborted, true);
  hub.follow(tabs[2], "/stream", {});
  streams.begun[0].onOpen();
  streams.begun[0].end();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(tabs[2].told, []);
  streams.begun[1].onOpen();
  assert.deepEqual(tabs[2].told, ["open"]);
});
