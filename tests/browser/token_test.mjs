import { createServer } from "node:http";
import { once } from "node:events";
import {
  after,
  assert,
  assertAccessible,
  assertNoComplaints,
  downloadedBytes,
  openCapture,
  openFile,
  rows,
  startCatcher,
  status,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const withToken = (token) => startCatcher({ flags: ["--token", token] });

for (const token of ["plain", "a/b+c=d", "a&b#c%d~e?f", "100%", "%41", " a b ", "schlüssel ✓"]) {
  test(`the printed URL opens the page with the token "${token}"`, async () => {
    const catcher = await withToken(token);
    const page = await openFile(catcher.watching);
    await status(page, "Live");
    await catcher.send({ target: "/caught" });
    await waitForTargets(page, ["/caught"]);
    assert.equal(page.url().replace(/#.*/, ""), new URL("/", catcher.watching).href);
    await page.reload();
    await waitForTargets(page, ["/caught"]);
    assertNoComplaints(page);
  });
}

test("the rest of the address stays when the token leaves it", async () => {
  const catcher = await withToken("t");
  const page = await openFile(`${catcher.watching}&x=1#/?method=PUT`);
  await status(page, "Live");
  assert.equal(page.url().replace(/^.*?:\d+/, ""), "/?x=1#/?method=PUT");
});

test("a browser that doesn't know the token is asked for it", async () => {
  const catcher = await withToken("a b%c");
  const page = await openFile(new URL("/", catcher.watching).href);
  await page.getByRole("heading", { name: "This catcher wants a token" }).waitFor();
  await assertAccessible(page, "the question for the token");
  const input = page.getByLabel("Token", { exact: true }).and(page.locator("input"));
  await input.fill("wrong");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("heading", { name: "This catcher wants a token" }).waitFor();
  await input.fill("a b%c");
  await page.getByRole("button", { name: "Open" }).click();
  await status(page, "Live");
});

test("files are saved with the token", async () => {
  const catcher = await withToken("t");
  const page = await openFile(catcher.watching);
  await status(page, "Live");
  await catcher.send({ method: "POST", target: "/file", body: "content" });
  const detail = await openCapture(page, 1);
  const link = detail.getByRole("group", { name: "Download" }).getByRole("link", { name: "Body" });
  assert.equal(String(await downloadedBytes(page, link)), "content");
});

test("two catchers of one host keep their tokens apart, and catch none of them", async () => {
  const catchers = [await withToken("one"), await withToken("two")];
  const page = await openFile(catchers[0].watching);
  const other = await page.context().newPage();
  await other.goto(catchers[1].watching);
  for (const tab of [page, other]) await status(tab, "Live");
  const visitor = await page.context().newPage();
  for (const { catching } of catchers) await visitor.goto(`${catching}/visited`);
  for (const tab of [page, other]) {
    await tab.reload();
    await status(tab, "Live");
  }
  for (const { watching } of catchers) {
    const { search } = new URL(watching);
    const raw = await (await fetch(new URL(`/api/captures/1/raw${search}`, watching))).text();
    assert.match(raw, /^GET \/visited /);
    assert.doesNotMatch(raw, /cookie|token/i);
  }
});

/** A page of another site: what it finds out by the time that answers take. */
async function startOtherSite() {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>x</title>");
  }).listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}/`;
}

/** What becomes of these when a page asks for them as it may ask for anything. */
function askFromPage(page, urls) {
  return page.evaluate(
    (wanted) =>
      Promise.all(
        wanted.flatMap((url) => [
          fetch(url, { mode: "no-cors" }).then(
            () => "answered",
            () => "refused",
          ),
          new Promise((resolve) => {
            const image = new Image();
            image.onload = () => resolve("answered");
            image.onerror = () => resolve("refused");
            image.src = url;
          }),
        ]),
      ),
    urls,
  );
}

test("a page of another site or port learns nothing by the time that answers take", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/secret" });
  const page = await openFile(await startOtherSite());
  const asked = (text) => `${catcher.watching}/api/wait?timeout=1440m&text=${text}`;
  for (const site of [page.url(), page.url().replace("127.0.0.1", "localhost")]) {
    await page.goto(site);
    // Of what wasn't caught, an answer would take a day.
    const outcomes = await askFromPage(page, [asked("secret"), asked("absent")]);
    assert.deepEqual(new Set(outcomes), new Set(["refused"]));
  }
});

test("a link on another site opens the page", async () => {
  const catcher = await startCatcher();
  await catcher.send({ target: "/a" });
  const page = await openFile(await startOtherSite());
  await page.evaluate((href) => {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = "hooks";
    document.body.append(link);
  }, `${catcher.watching}/`);
  await page.getByRole("link", { name: "hooks" }).click();
  await status(page, "Live");
  assert.equal(await rows(page).count(), 1);
});
