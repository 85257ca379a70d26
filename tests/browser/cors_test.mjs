// Scripts of other pages send to the catcher and read what it answers, where it is told to let them;
// else it says why no request came.
import { createServer } from "node:http";
import {
  after,
  assert,
  before,
  detail,
  openFile,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const site = createServer((request, response) => {
  response.setHeader("Content-Type", "text/html");
  response.end("<title>A page of somebody</title>");
});
before(() => new Promise((listening) => site.listen(0, "127.0.0.1", listening)));
after(() => site.close());

/** What a script on that page gets for a request that its browser asks about first. */
async function sentByScript(catcher) {
  const page = await openFile(`http://127.0.0.1:${site.address().port}`);
  return page.evaluate(async (url) => {
    try {
      const answer = await fetch(url, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-Key": "a" },
        body: "{}",
        credentials: "include",
      });
      return await answer.text();
    } catch (error) {
      return error.name;
    }
  }, `${catcher.catching}/hook`);
}

test("with --cors a script's request comes, and its answer is read", async () => {
  const catcher = await startCatcher({ flags: ["--cors"] });
  assert.equal(await sentByScript(catcher), "caught 2\n");
  const { captures } = await catcher.api("/api/captures");
  assert.deepEqual(
    captures.map(({ method }) => method),
    ["OPTIONS", "PUT"],
  );
});

test("without it, the browser's question says why no request follows", async () => {
  const catcher = await startCatcher();
  assert.equal(await sentByScript(catcher), "TypeError");
  const { captures } = await catcher.api("/api/captures");
  assert.deepEqual(
    captures.map(({ method }) => method),
    ["OPTIONS"],
  );
  const page = await openPage(catcher);
  await row(page, 1).click();
  await detail(page, 1)
    .getByText(/may send a PUT .* and sends none/)
    .waitFor();
});
