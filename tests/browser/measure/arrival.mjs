// How long a caught request takes to be seen, at rest and while many arrive:
//   HOOKLINE_BIN_DIR=build/release/bin node tests/browser/measure/arrival.mjs [RATE] [SECONDS]
//
// A capture is seen from the frame on in which the list has it: a frame is drawn after the list has
// changed, and counts for every capture that is newer than those of the frame before. Times are the
// catcher's own (received_at) and the browser's, which share this machine's clock.
import { once } from "node:events";
import { connect } from "node:net";
import { argv } from "node:process";
import { test } from "node:test";
import { openPage, row, useBrowser } from "../support/browser.mjs";
import { startCatcher } from "../support/catcher.mjs";

const rate = Number(argv[2] ?? 5_000);
const seconds = Number(argv[3] ?? 10);
const restingRequests = 100;

useBrowser();

test("arrival to page", { timeout: 300_000 }, async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await catcher.send({ target: "/first" });
  await row(page, 1).waitFor();
  await page.evaluate(watchFrames);

  for (let sent = 0; sent < restingRequests; sent += 1) {
    await catcher.send({ target: `/resting/${sent}` });
    await row(page, sent + 2).waitFor();
    // Not in step with the screen's frames.
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 50));
  }
  report("at rest", await latenciesOf(catcher, page, 1), await page.evaluate(takeGaps));

  const after = restingRequests + 1;
  const took = await sendSteadily(catcher, rate, seconds);
  const { last } = await catcher.api("/api/captures?limit=1");
  await row(page, last).waitFor();
  const gaps = await page.evaluate(takeGaps);
  const reached = Math.round((last - after) / took);
  report(`at ${reached} requests/s`, await latenciesOf(catcher, page, after), gaps);
});

/** Runs in the page: notes when which capture was the newest that was drawn, and each frame's gap. */
function watchFrames() {
  const seen = [];
  let gaps = [];
  let lastFrame = performance.now();
  const look = () => {
    const now = performance.now();
    gaps.push(now - lastFrame);
    lastFrame = now;
    const newest = Number(document.querySelector('[aria-posinset="1"] a.row')?.dataset.id ?? 0);
    if (newest > (seen[seen.length - 1]?.id ?? 0)) {
      // The frame that holds it is drawn right after this; the next task comes once it is.
      const entry = { id: newest, at: 0 };
      seen.push(entry);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (entry.at = performance.timeOrigin + performance.now());
      channel.port2.postMessage(null);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.seenCaptures = seen;
  window.takeGaps = () => {
    const taken = gaps;
    gaps = [];
    return taken;
  };
}

function takeGaps() {
  return window.takeGaps();
}

/** Of every capture after that one, in milliseconds. */
async function latenciesOf(catcher, page, after) {
  const seen = await page.evaluate(() => window.seenCaptures);
  const latencies = [];
  let at = 0;
  for (;;) {
    const { captures } = await catcher.api(`/api/captures?after=${after}&limit=10000`);
    if (captures.length === 0) return latencies;
    for (const { id, received_at } of captures) {
      while (at < seen.length && seen[at].id < id) at += 1;
      if (at === seen.length) return latencies;
      const arrivedMs = Date.parse(received_at) + Number(received_at.slice(23, 26)) / 1_000;
      latencies.push(seen[at].at - arrivedMs);
    }
    after = captures[captures.length - 1].id;
  }
}

/** Sends at that rate whatever the answers take; how many seconds it took. */
async function sendSteadily(catcher, perSecond, duration) {
  const host = new URL(catcher.catching);
  const sockets = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const socket = connect(Number(host.port), host.hostname).setNoDelay(true).resume();
      await once(socket, "connect");
      return socket;
    }),
  );
  const begun = performance.now();
  const request = "POST /steady HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b";
  for (let sent = 0; sent < perSecond * duration;) {
    const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond);
    for (; sent < due; sent += 1) sockets[sent % sockets.length].write(request);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const took = (performance.now() - begun) / 1_000;
  for (const socket of sockets) socket.end();
  return took;
}

function report(what, latencies, gaps) {
  const of = (values, share) => {
    const sorted = [...values].sort((a, b) => a - b);
    return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0)} ms`;
  };
  const shares = { median: 0.5, p90: 0.9, p99: 0.99, most: 1 };
  const said = (values) =>
    Object.entries(shares)
      .map(([name, share]) => `${name} ${of(values, share)}`)
      .join(", ");
  console.log(`${what}: ${latencies.length} captures seen after ${said(latencies)}`);
  console.log(`${" ".repeat(what.length)}  gaps between frames ${said(gaps)}`);
}
