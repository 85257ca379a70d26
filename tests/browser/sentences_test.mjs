import { assert, openCapture, openPage, row, startCatcher, test } from "./support/in_browser.mjs";

async function withOne() {
  const catcher = await startCatcher();
  await catcher.send({ target: "/a", body: "b" });
  const page = await openPage(catcher);
  return { catcher, page, shown: await openCapture(page, 1) };
}

test("a catcher that is gone is said to be so, in words of the page", async () => {
  const { catcher, page, shown } = await withOne();
  await catcher.stop();
  await shown.getByRole("button", { name: "Delete this capture" }).click();
  await shown.getByRole("alert").getByText("The catcher can't be reached.").waitFor();
  await page.keyboard.press("r");
  await shown.getByLabel("Send it to").fill("localhost:1");
  await page.keyboard.press("Enter");
  const form = shown.locator(".replay_form");
  await form.getByRole("alert").getByText("The catcher can't be reached.").waitFor();
});

test("what the catcher refuses is said in a sentence, without hints for programs", async () => {
  const { catcher, page, shown } = await withOne();
  await catcher.api("/api/captures/1", { method: "DELETE" });
  await shown.getByText("Capture 1 isn't here.").waitFor();
  await row(page, 1).waitFor({ state: "detached" });
  await shown.getByRole("link", { name: "Raw" }).click();
  await shown.getByRole("alert").getByText("There is no capture 1.", { exact: true }).waitFor();
  await shown.getByRole("tab", { name: "Raw" }).click();
  await shown.getByRole("tabpanel").getByText("There is no capture 1.").waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /\/api\//);
});
