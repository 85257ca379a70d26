import {
  assert,
  assertAccessible,
  openCapture,
  openPage,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** A capture of that catcher with the form for sending it again, opened by a key. */
async function openForm(catcher) {
  await catcher.send({ target: "/a", body: "b" });
  const page = await openPage(catcher);
  const shown = await openCapture(page, 1);
  await page.keyboard.press("r");
  await shown.getByLabel("Send it to").waitFor();
  return { page, shown };
}

const attempt = (shown, number) =>
  shown.getByRole("group", { name: `attempt ${number}`, exact: true });

test("a host without a scheme, and a port alone, are this machine's http", async () => {
  const app = await startApp();
  const { port } = new URL(app.url);
  const { shown } = await openForm(await startCatcher());
  const to = shown.getByLabel("Send it to");
  for (const [number, typed, path] of [
    [1, `127.0.0.1:${port}`, "/a"],
    [2, `127.0.0.1:${port}/x?y`, "/x?y"],
    [3, `${port}/hook`, "/hook"],
    [4, `:${port}`, "/a"],
  ]) {
    await to.fill(typed);
    await to.press("Enter");
    await attempt(shown, number).getByText("200", { exact: true }).waitFor();
    assert.equal(app.requests.at(-1).url, path);
  }
  assert.equal(await to.inputValue(), `http://localhost:${port}`);
});

test("with --forward, a capture is offered to be sent to that app", async () => {
  const app = await startApp();
  const { shown } = await openForm(await startCatcher({ flags: ["--forward", app.url] }));
  assert.equal(await shown.getByLabel("Send it to").inputValue(), app.url);
  await shown.getByLabel("Send it to").press("Enter");
  await attempt(shown, 1).getByText("200", { exact: true }).waitFor();
  assert.equal(app.requests.length, 2);
});

test("where requests go on below a path of the app, it is offered where it went", async () => {
  const app = await startApp();
  const flags = ["--forward", `${app.url}/app`];
  const { shown } = await openForm(await startCatcher({ flags }));
  assert.equal(await shown.getByLabel("Send it to").inputValue(), `${app.url}/app/a`);
});

test("sending to an app that hangs can be cancelled", async () => {
  const app = await startApp();
  const { page, shown } = await openForm(await startCatcher());
  const release = app.hold();
  await shown.getByLabel("Send it to").fill(app.url);
  await shown.getByLabel("Send it to").press("Enter");
  await shown.getByRole("button", { name: "Sending…" }).waitFor();
  await assertAccessible(page, "a form that sends");
  await shown.getByRole("button", { name: "Cancel" }).click();
  await shown.getByRole("alert").getByText("cancelled").waitFor();
  await attempt(shown, 1).getByText("no answer").waitFor();
  release();
});
