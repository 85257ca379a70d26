import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";

/** An app of somebody's own, that remembers what it got and answers as it is told. */
export async function startApp(answer = {}) {
  const app = new App(answer);
  after(() => app.stop());
  await app.start();
  return app;
}

class App {
  requests = [];
  #released = Promise.resolve();

  constructor(answer) {
    this.answer = answer;
    this.server = createServer((request, response) => void this.#serve(request, response));
  }

  async start() {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Answers nothing until what it returns is called. */
  hold() {
    let release;
    this.#released = new Promise((resolve) => (release = resolve));
    return release;
  }

  async #serve(request, response) {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const { method, url, headers, rawHeaders } = request;
    this.requests.push({ method, url, headers, rawHeaders, body: Buffer.concat(pieces) });
    await this.#released;
    const { status = 200, headers: answered = {}, body = "" } = this.answer;
    response.writeHead(status, answered).end(body);
  }
}
