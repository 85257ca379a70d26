import {
  act,
  addWebhook,
  assert,
  assertNoComplaints,
  call,
  openPlatform,
  received,
  startApp,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

const rows = (page) => page.getByRole("table", { name: "Webhooks" }).locator("tbody tr");
const form = (page) => page.getByRole("form", { name: "Webhook" });

async function openForm(platform) {
  const page = await openPlatform(platform, { hash: "#/webhooks/new" });
  await form(page).getByLabel("Contact unsubscription").waitFor();
  return page;
}

test("the vendor's help article is followed step by step, to its example", async () => {
  const platform = await startPlatform();
  await act(platform, "list.add", { list: { name: "Newsletter" } });
  await act(platform, "contact.add", { contact: { email: "jane@example.com" }, lists: [1] });
  const page = await openPlatform(platform);
  // 1 and 2: "Settings" in the menu at the left, "Developer", "Manage Webhooks".
  const menu = page.getByRole("navigation", { name: "Sections" });
  await menu.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Developer" }).click();
  await page.getByRole("link", { name: "Manage Webhooks" }).click();
  // 3: "Add".
  await page.getByRole("link", { name: "Add", exact: true }).click();
  // 4: the list.
  await form(page).getByLabel("List", { exact: true }).selectOption("All Lists");
  // 5 and 6: name and URL.
  await form(page).getByLabel("Name").fill("Unsubscriptions");
  await form(page).getByLabel("URL").fill(`${catcher.catching}/unsubscribed`);
  // 7: what it runs on, and by whom that was caused.
  await form(page).getByLabel("Contact unsubscription").check();
  await form(page).getByLabel("By a contact").check();
  // 8: "Add".
  await form(page).getByRole("button", { name: "Add" }).click();
  await page.getByText("The webhook “Unsubscriptions” was added.").waitFor();
  const row = rows(page).filter({ hasText: "Unsubscriptions" });
  for (const said of ["All Lists", "Contact unsubscription", "active", "none yet"]) {
    await row.getByText(said, { exact: true }).waitFor();
  }
  await act(platform, "contact.unsubscribe", { as: "public", contact: 1, list: 1 });
  const fields = await received(catcher, "/unsubscribed", 1);
  assert.equal(fields.type, "unsubscribe");
  assert.equal(fields["contact[email]"], "jane@example.com");
  await row.getByText("200", { exact: true }).waitFor();
  assertNoComplaints(page);
});

test("the form has all 25 events in order and explains the 4 sources", async () => {
  const platform = await startPlatform();
  const { events, sources } = await call(platform, "GET", "/hookline/definitions");
  const page = await openForm(platform);
  const choice = form(page).getByRole("group", { name: "Events" });
  const labels = await choice.locator(".event_choices label").allTextContents();
  assert.deepEqual(
    labels,
    events.map(({ label }) => label),
  );
  assert.equal(labels.length, 25);
  for (const { label, explanation } of sources) {
    await form(page).getByLabel(label).waitFor();
    await form(page).getByText(explanation, { exact: true }).waitFor();
  }
  await choice.getByLabel("Select all").check();
  assert.equal(await choice.locator(".event_choices :checked").count(), 25);
  await choice.getByLabel("Deal added").uncheck();
  assert.ok(await choice.getByLabel("Select all").evaluate((box) => box.indeterminate));
});

test("what is wrong with a URL is said while it is typed, with its place", async () => {
  const platform = await startPlatform();
  const page = await openForm(platform);
  const url = form(page).getByLabel("URL");
  await url.fill("http://127.0.0.1:8080/hük");
  const field = form(page).locator(".field", { has: page.getByLabel("URL") });
  await field.locator(".refusal").waitFor();
  assert.equal(await form(page).locator(".url_mark mark").textContent(), "ü");
  assert.equal(await url.getAttribute("aria-invalid"), "true");
  assert.equal(await form(page).locator(".refusal").count(), 1, "nothing else was touched");
  await url.fill("http://receiver.example.com/hook");
  await field.getByText("--allow-host").waitFor();
  await url.fill(`${catcher.catching}/hook`);
  await field.locator(".refusal").waitFor({ state: "detached" });
  assertNoComplaints(page);
});

test("a webhook that lacks something isn't kept, and each part says what", async () => {
  const platform = await startPlatform();
  const page = await openForm(platform);
  await form(page).getByRole("button", { name: "Add" }).click();
  for (const label of ["Name", "URL"]) {
    const field = form(page).locator(".field", { has: page.getByLabel(label) });
    await field.locator(".refusal").waitFor();
  }
  for (const name of ["Events", "Sources"]) {
    await form(page).getByRole("group", { name }).locator(".refusal").waitFor();
  }
  assert.deepEqual((await call(platform, "GET", "/hookline/webhooks")).webhooks, []);
});

test("a webhook is changed, and deleted once that was confirmed", async () => {
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { name: "Mine" });
  const page = await openPlatform(platform, { hash: "#/webhooks" });
  await rows(page).getByRole("link", { name: "Edit Mine" }).click();
  await form(page).getByLabel("Name").fill("Yours");
  await form(page).getByLabel("By the API").uncheck();
  await form(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("The webhook “Yours” was changed.").waitFor();
  const [webhook] = (await call(platform, "GET", "/hookline/webhooks")).webhooks;
  assert.equal(webhook.name, "Yours");
  assert.deepEqual(webhook.sources, ["public", "admin", "system"]);
  const remove = rows(page).getByRole("button", { name: "Delete Yours" });
  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
  assert.equal(await rows(page).count(), 1);
  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("No webhook yet.").waitFor();
});

test("an answer of 410 switches a webhook off, which says why; a click makes it anew", async () => {
  const platform = await startPlatform();
  const app = await startApp({ status: 410 });
  await addWebhook(platform, { catching: app.url }, { name: "Gone" });
  const page = await openPlatform(platform, { hash: "#/webhooks" });
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  const row = rows(page).filter({ hasText: "Gone" });
  await row.getByText("inactive", { exact: true }).waitFor();
  await row.getByText(/410/).first().waitFor();
  await row.getByRole("button", { name: "Recreate Gone" }).click();
  await row.getByText("active", { exact: true }).waitFor();
  await page.getByText("The webhook “Gone” was recreated.").waitFor();
  const { webhooks } = await call(platform, "GET", "/hookline/webhooks");
  assert.deepEqual(
    webhooks.map(({ id, state, events }) => [id, state, events.length]),
    [[2, "active", 25]],
  );
});
