import {
  assert,
  assertAccessible,
  headersIn,
  isTooWide,
  openCapture,
  openPage,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const looks = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "200 % zoom": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "a phone": { viewport: { width: 390, height: 844 }, hasTouch: true },
  "a dark phone": { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
};

for (const [name, look] of Object.entries(looks)) {
  test(`answers, attempts and an undo are accessible in ${name}`, async () => {
    const json = { "Content-Type": "application/json", "X-Long": "long ".repeat(200) };
    const app = await startApp({ status: 500, headers: json, body: '{"error":{"at":[1,2]}}' });
    const catcher = await startCatcher({ flags: ["--forward", app.url] });
    await catcher.sendJson(`/hook/${"deep/".repeat(60)}`, '{"a": 1}');
    await catcher.send({ target: "/other" });
    const page = await openPage(catcher, look);
    const shown = await openCapture(page, 1);
    await headersIn(shown, "Headers");
    await headersIn(shown, "Headers of the app's answer");
    await assertAccessible(page, "an answer");
    assert.equal(await isTooWide(page), false);
    await shown.getByRole("button", { name: "Send again" }).click();
    await shown.getByRole("textbox", { name: "Body" }).fill('{"a": }');
    await shown.getByRole("button", { name: "Send", exact: true }).click();
    await shown.getByRole("status", { name: "Result" }).getByText("fails").waitFor();
    await shown.getByRole("button", { name: "Side by side" }).click();
    await shown.getByText("Send all failures again, together").click();
    await shown.getByRole("button", { name: "Send 2 again" }).click();
    await shown.getByText("2 of 2 sent").waitFor();
    await assertAccessible(page, "a bench");
    assert.equal(await isTooWide(page), false);
    await shown.getByRole("button", { name: "Delete this capture" }).click();
    await page.getByText("Deleted 1 capture.").waitFor();
    await assertAccessible(page, "an undo");
    assert.equal(await isTooWide(page), false);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Deleted 1 capture.").waitFor({ state: "detached" });
  });
}
