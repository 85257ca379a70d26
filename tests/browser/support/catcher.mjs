import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { after } from "node:test";

const binFolder = env.HOOKLINE_BIN_DIR;
if (!binFolder) throw new Error("HOOKLINE_BIN_DIR: set it to the folder of the built programs");

/** Of a burst, on one connection. */
const inFlightMax = 64;

/** A catcher that ends with the test file. */
export async function startCatcher({
  listen = "127.0.0.1:0",
  page = "127.0.0.1:0",
  store = "memory",
  flags = [],
} = {}) {
  const args = ["--listen", listen, "--page", page, "--store", store, "--quiet", ...flags];
  const child = spawn(join(binFolder, "catcher"), args, { stdio: ["ignore", "pipe", "inherit"] });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
  };
  after(stop);
  const { catching, watching } = await startLines(child);
  return new RunningCatcher(catching, watching, stop);
}

class RunningCatcher {
  constructor(catching, watching, stop) {
    this.catching = catching;
    this.watching = watching;
    this.stop = stop;
  }

  get listen() {
    return new URL(this.catching).host;
  }

  get page() {
    return new URL(this.watching).host;
  }

  /** Sends the request as it is given, in one connection; what was sent, and the answer. */
  async send({ method = "POST", target = "/", headers = [], body = "" }) {
    const bytes = requestBytes(this.listen, method, target, headers, body);
    return { bytes, answer: await exchange(this.listen, bytes) };
  }

  sendForm(target, fields, headers = []) {
    const type = ["Content-Type", "application/x-www-form-urlencoded"];
    return this.send({
      target,
      headers: [type, ...headers],
      body: String(new URLSearchParams(fields)),
    });
  }

  sendJson(target, text) {
    return this.send({ target, headers: [["Content-Type", "application/json"]], body: text });
  }

  /** Posts `count` requests over a few connections, as fast as they are answered. */
  async burst(count, target = (number) => `/burst/${number}`) {
    let sent = 0;
    const worker = async () => {
      const host = new URL(this.catching);
      const socket = connect(Number(host.port), host.hostname).setNoDelay(true);
      await once(socket, "connect");
      while (sent < count) {
        const together = Math.min(inFlightMax, count - sent);
        let requests = "";
        for (let number = sent + 1; number <= sent + together; number += 1) {
          requests += `POST ${target(number)} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b`;
        }
        sent += together;
        socket.write(requests);
        await answers(socket, together);
      }
      socket.destroy();
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  }

  async api(path, init) {
    const answer = await fetch(this.watching + path, init);
    return answer.json();
  }
}

/** Waits until so many have been answered on that connection. */
async function answers(socket, count) {
  let text = "";
  while (text.split("\ncaught ").length <= count) {
    const [piece] = await once(socket, "data");
    text += piece.toString("latin1");
  }
}

/** A folder that goes with the test file. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "hookline-"));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function requestBytes(host, method, target, headers, body) {
  const content = Buffer.from(body);
  const names = headers.map(([name]) => name.toLowerCase());
  const head = names.includes("host") ? [...headers] : [["Host", host], ...headers];
  if (content.length > 0 && !names.includes("transfer-encoding")) {
    head.push(["Content-Length", content.length]);
  }
  head.push(["Connection", "close"]);
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`), content]);
}

async function exchange(address, bytes) {
  const { hostname, port } = new URL(`http://${address}`);
  const socket = connect(Number(port), hostname);
  socket.end(bytes);
  const pieces = [];
  for await (const piece of socket) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** The addresses that the catcher prints once it accepts connections. */
async function startLines(child) {
  let text = "";
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`the catcher ended at its start, with exit code ${code}`);
  });
  const started = (async () => {
    for await (const piece of child.stdout) {
      text += piece;
      const catching = /^catching on (\S+)\n/m.exec(text)?.[1];
      const watching = /^watching on (\S+)\n/m.exec(text)?.[1];
      if (catching && watching) return { catching, watching };
    }
    return exited;
  })();
  exited.catch(() => undefined);
  return Promise.race([started, exited]);
}
