import { createHmac } from "node:crypto";
import {
  assert,
  assertNoComplaints,
  detail,
  openCapture,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const secret = "a very secret key of mine";

/** The screen of the keys. */
async function keys() {
  const catcher = await startCatcher();
  const page = await openPage(catcher, { hash: "#/signing" });
  const shown = page.getByRole("article", { name: "Signing keys" });
  await shown.getByText("There is no key.").waitFor();
  return { catcher, page, shown };
}

const card = (shown, number) => shown.getByRole("region", { name: `Key ${number}`, exact: true });

async function save(shown) {
  await shown.getByRole("button", { name: "Save the keys" }).click();
  await shown.getByText("Saved.").waitFor();
}

async function addGitHubKey(shown) {
  await shown.getByRole("button", { name: "Add a key" }).click();
  await card(shown, 1).getByLabel("Scheme").selectOption("github");
  await card(shown, 1).getByLabel("Key", { exact: true }).fill(secret);
  await save(shown);
}

const sendSigned = (catcher, body, key = secret) =>
  catcher.send({
    target: "/github",
    headers: [
      ["X-Hub-Signature-256", `sha256=${createHmac("sha256", key).update(body).digest("hex")}`],
    ],
    body,
  });

test("with a key, captures say whether their signature is right, and why not", async () => {
  const { catcher, page, shown } = await keys();
  await addGitHubKey(shown);
  await sendSigned(catcher, "one");
  await sendSigned(catcher, "two", "another key");
  await catcher.send({ target: "/github", body: "three" });
  for (const [id, verdict] of [
    [1, "signed"],
    [2, "wrong key"],
    [3, "unsigned"],
  ]) {
    await row(page, id).waitFor();
    const overview = (await openCapture(page, id)).locator(".overview");
    await overview.getByText(verdict, { exact: true }).waitFor();
    await overview.getByText(/^github: ./).waitFor();
  }
  assertNoComplaints(page);
});

test("captures that were there before are judged, too", async () => {
  const { catcher, page, shown } = await keys();
  await sendSigned(catcher, "one");
  await row(page, 1).waitFor();
  await addGitHubKey(shown);
  await row(page, 1).locator(".signature.valid").waitFor();
});

test("a key is never shown again, and stays when the rest is changed", async () => {
  const { catcher, page, shown } = await keys();
  await addGitHubKey(shown);
  await card(shown, 1)
    .getByText(/^GitHub, key ….*mine, for every request$/)
    .waitFor();
  assert.equal(await card(shown, 1).getByLabel("Key", { exact: true }).inputValue(), "");
  await page.reload();
  await shown.getByRole("button", { name: "Edit Key 1" }).click();
  await shown.getByRole("button", { name: "Add a condition" }).click();
  await shown.getByLabel("Value of condition 1").fill("/github");
  await save(shown);
  assert.ok(!(await page.content()).includes(secret));
  await sendSigned(catcher, "one");
  await row(page, 1).click();
  await detail(page, 1).locator(".overview").getByText("signed", { exact: true }).waitFor();
});

test("a key in a header of one's own is set with all there is to it", async () => {
  const { catcher, page, shown } = await keys();
  await shown.getByRole("button", { name: "Add a key" }).click();
  const key = card(shown, 1);
  await key.getByLabel("Scheme").selectOption("hmac-sha256");
  await key.getByLabel("Key", { exact: true }).fill(secret);
  await key.getByLabel("Header", { exact: true }).fill("X-Mine");
  await key.getByLabel("Encoding").selectOption("base64");
  await key.getByLabel("Prefix of the value").fill("v0=");
  await save(shown);
  const digest = createHmac("sha256", secret).update("one").digest("base64");
  await catcher.send({ headers: [["X-Mine", `v0=${digest}`]], body: "one" });
  await row(page, 1).locator(".signature.valid").waitFor();
});

test("what the catcher refuses is said where it is", async () => {
  const { shown } = await keys();
  await shown.getByRole("button", { name: "Add a key" }).click();
  const key = card(shown, 1);
  await key.getByLabel("Scheme").selectOption("stripe");
  await key.getByLabel("Key", { exact: true }).fill(secret);
  await key.getByLabel("Tolerance of the time").fill("soon");
  await shown.getByRole("button", { name: "Save the keys" }).click();
  await shown.getByRole("alert").getByText("Key 1, tolerance:").waitFor();
  const field = key.getByLabel("Tolerance of the time");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
});

test("a scheme without a time is asked for no tolerance of it, nor for another one's key", async () => {
  const { catcher, shown } = await keys();
  await shown.getByRole("button", { name: "Add a key" }).click();
  const key = card(shown, 1);
  await key.getByLabel("Tolerance of the time").fill("soon");
  assert.equal(await key.getByPlaceholder("whsec_").count(), 1);
  await key.getByLabel("Scheme").selectOption("github");
  assert.equal(await key.getByLabel("Tolerance of the time").count(), 0);
  assert.equal(await key.getByPlaceholder("whsec_").count(), 0);
  await key.getByLabel("Key", { exact: true }).fill(secret);
  await save(shown);
  assert.equal((await catcher.api("/api/signing"))[0].scheme, "github");
});

test("a key that is empty is refused at its field, until it is filled in", async () => {
  const { shown } = await keys();
  await shown.getByRole("button", { name: "Add a key" }).click();
  await shown.getByRole("button", { name: "Save the keys" }).click();
  const alert = shown.getByRole("alert");
  await alert.getByText("Key 1, key: it is empty").waitFor();
  const field = card(shown, 1).getByLabel("Key", { exact: true });
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await card(shown, 1).getByLabel("Tolerance of the time").fill("1m");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill(secret);
  await alert.waitFor({ state: "detached" });
});

for (const [header, value, scheme] of [
  ["X-Hub-Signature-256", (hex) => `sha256=${hex}`, "github"],
  ["X-Shop-Hmac", (hex) => `v0=${hex}`, "hmac-sha256"],
]) {
  test(`where ${header} stands without a key, one is begun for captures with that header`, async () => {
    const catcher = await startCatcher();
    const hex = createHmac("sha256", secret).update("one").digest("hex");
    await catcher.send({ target: "/hooks/a", headers: [[header, value(hex)]], body: "one" });
    await catcher.send({ target: "/hooks/a", body: "two" });
    await catcher.send({ target: "/other", headers: [[header, value("0".repeat(64))]] });
    const page = await openPage(catcher);
    const other = await openCapture(page, 2);
    assert.equal(await other.getByRole("button", { name: "Check this signature" }).count(), 0);
    const shown = await openCapture(page, 1);
    await shown.getByText(`It carries a signature, in ${header}`).waitFor();
    await shown.getByRole("button", { name: "Check this signature" }).click();
    const screen = page.getByRole("article", { name: "Signing keys" });
    const key = card(screen, 1);
    assert.equal(await key.getByLabel("Scheme").inputValue(), scheme);
    assert.equal(await key.getByLabel("Name of condition 1").inputValue(), header);
    await key.getByLabel("Key", { exact: true }).fill(secret);
    await save(screen);
    await row(page, 1).getByText("signed", { exact: true }).waitFor();
    await row(page, 3).getByText("wrong key", { exact: true }).waitFor();
    assert.equal(await row(page, 2).locator(".signature").count(), 0);
    await openCapture(page, 1);
    await shown.locator(".overview").getByText("signed", { exact: true }).waitFor();
    assert.equal(await shown.getByText("It carries a signature").count(), 0);
  });
}

test("a key is removed", async () => {
  const { catcher, shown } = await keys();
  await addGitHubKey(shown);
  await shown.getByRole("button", { name: "Remove Key 1" }).click();
  await save(shown);
  await shown.getByText("There is no key.").waitFor();
  assert.deepEqual(await catcher.api("/api/signing"), []);
});

test("a key that wasn't saved is there after a reload, without what is secret of it", async () => {
  const { page, shown } = await keys();
  await shown.getByRole("button", { name: "Add a key" }).click();
  await card(shown, 1).getByLabel("Scheme").selectOption("github");
  await card(shown, 1).getByLabel("Key", { exact: true }).fill(secret);
  await page.reload();
  await card(shown, 1).getByRole("button", { name: "Edit Key 1" }).click();
  assert.equal(await card(shown, 1).getByLabel("Scheme").inputValue(), "github");
  assert.equal(await card(shown, 1).getByLabel("Key", { exact: true }).inputValue(), "");
  assert.ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes(secret));
  assertNoComplaints(page);
});
