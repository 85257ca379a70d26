import {
  act,
  addWebhook,
  assert,
  assertNoComplaints,
  call,
  clipboard,
  openPage,
  openPlatform,
  received,
  row,
  startApp,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

const rows = (page) => page.locator("a.list_row");
const delivery = (page, id) => page.locator(`a.list_row[data-id="${id}"]`);
const details = (page, id) => page.getByRole("article", { name: `Delivery ${id}`, exact: true });
const addContact = (platform, email) => act(platform, "contact.add", { contact: { email } });

test("deliveries come in live, and one shows its event, body, attempts and answer", async () => {
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { name: "Here", path: "/live" });
  const page = await openPlatform(platform, { hash: "#/deliveries" });
  await page.getByText("Nothing was sent yet.").waitFor();
  await addContact(platform, "jane@example.com");
  await delivery(page, 1).getByText("delivered, 200").waitFor();
  await delivery(page, 1).click();
  const shown = details(page, 1);
  await shown.getByRole("heading", { name: "Contact added" }).waitFor();
  await shown.getByRole("link", { name: "Here" }).waitFor();
  await shown.getByRole("row", { name: "email jane@example.com" }).waitFor();
  await shown.getByRole("list", { name: "Attempts" }).getByText("200").waitFor();
  await shown.getByRole("list", { name: "Attempts" }).getByText("caught").waitFor();
  assertNoComplaints(page);
});

test("they are filtered by state, event, webhook and contact", async () => {
  const platform = await startPlatform();
  const app = await startApp({ status: 500 });
  await addWebhook(platform, catcher, { name: "Well", path: "/filtered" });
  await addWebhook(platform, { catching: app.url }, { name: "Ill" });
  await addContact(platform, "jane@example.com");
  await addContact(platform, "john@example.com");
  await act(platform, "contact.tag", { contact: 2, tag: "vip" });
  const page = await openPlatform(platform, { hash: "#/deliveries" });
  const filter = page.getByRole("search", { name: "Filter" });
  const count = (wanted) =>
    page.waitForFunction((many) => document.querySelectorAll("a.list_row").length === many, wanted);
  await count(6);
  await filter.getByLabel("State").selectOption("failed");
  await count(3);
  await filter.getByLabel("Event").selectOption("Contact tag added");
  await count(1);
  await filter.getByRole("button", { name: "All" }).click();
  await filter.getByLabel("Webhook").selectOption("Well");
  await count(3);
  await filter.getByLabel("Contact").fill("john@example.com");
  await count(2);
  await addContact(platform, "ann@example.com");
  await act(platform, "contact.note", { contact: 2, note: "Called" });
  await count(3);
  assert.match(new URL(page.url()).hash, /webhook=1&contact=2/);
});

test("one is sent again: the same body, marked as a repeat", async () => {
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { path: "/again" });
  await addContact(platform, "jane@example.com");
  const page = await openPlatform(platform, { hash: "#/deliveries/1" });
  await details(page, 1).getByRole("button", { name: "Send again" }).click();
  await details(page, 2).getByText("sends #1 again").waitFor();
  await delivery(page, 2).getByText("again").waitFor();
  await received(catcher, "/again", 2);
  const { deliveries } = await call(platform, "GET", "/hookline/deliveries");
  assert.equal(deliveries[0].body, deliveries[1].body);
});

test("one is copied as a step of a scenario, and leads to its capture", async () => {
  const platform = await startPlatform(["--catcher", catcher.watching]);
  await addWebhook(platform, catcher, { path: "/captured" });
  await addContact(platform, "jane@example.com");
  const page = await openPlatform(platform, { hash: "#/deliveries/1" });
  await details(page, 1).getByText("delivered, 200").waitFor();
  await details(page, 1).getByRole("button", { name: "Copy as a scenario step" }).click();
  await details(page, 1).getByRole("button", { name: "Copied" }).waitFor();
  const step = JSON.parse(await clipboard(page));
  assert.equal(step.contact.email ?? step.contact, "jane@example.com");
  const link = details(page, 1).getByRole("link", { name: "Capture" });
  const href = await link.getAttribute("href");
  assert.ok(href.startsWith(`${catcher.watching}/#/?`), href);
  const { captures } = await catcher.api("/api/captures?path=/captured");
  const caught = await openPage(catcher, { hash: new URL(href).hash });
  await row(caught, captures[0].id).waitFor();
  assert.equal(await caught.locator("a.row").count(), 1);
});

test("a receiver that stalls holds up no other, and its delivery stands as pending", async () => {
  const platform = await startPlatform();
  const app = await startApp();
  const release = app.hold();
  await addWebhook(platform, { catching: app.url }, { name: "Stalled" });
  await addWebhook(platform, catcher, { name: "Quick", path: "/quick" });
  const page = await openPlatform(platform, { hash: "#/deliveries" });
  for (let sent = 1; sent <= 3; sent += 1) await addContact(platform, `c${sent}@example.com`);
  for (const id of [2, 4, 6]) await delivery(page, id).getByText("delivered, 200").waitFor();
  for (const id of [1, 3, 5]) await delivery(page, id).getByText("pending").waitFor();
  await page.getByRole("link", { name: "Webhooks", exact: true }).click();
  await page.getByRole("table", { name: "Webhooks" }).getByText("Stalled").waitFor();
  release();
  await page.getByRole("link", { name: "Deliveries", exact: true }).click();
  await delivery(page, 5).getByText("delivered, 200").waitFor();
});

test("each event says which webhooks fired, and by which rule the others didn't", async () => {
  const platform = await startPlatform();
  const others = await startApp({ status: 410 });
  await act(platform, "list.add", { list: { name: "Newsletter" } });
  await act(platform, "list.add", { list: { name: "Product news" } });
  await addWebhook(platform, { catching: others.url }, { name: "Off" });
  await addWebhook(platform, catcher, { name: "Fires", path: "/why" });
  await addWebhook(platform, catcher, { name: "Deals", events: ["deal_add"] });
  await addWebhook(platform, catcher, { name: "Contacts alone", sources: ["public"] });
  await addWebhook(platform, catcher, { name: "Other list", list: 2 });
  const page = await openPlatform(platform, { hash: "#/events" });
  const off = () => call(platform, "GET", "/hookline/webhooks/1");
  await addContact(platform, "first@example.com");
  while ((await off()).webhook.state !== "inactive") await received(catcher, "/why", 1);
  await act(platform, "contact.add", { contact: { email: "jane@example.com" }, lists: [1] });
  await rows(page).filter({ hasText: "jane@example.com" }).first().click();
  const judged = page.getByRole("article").getByRole("list", { name: "Webhooks" });
  const rule = (name, words) =>
    judged.locator("li", { hasText: name }).getByText(words, { exact: true }).waitFor();
  await judged.locator("li.fired", { hasText: "Fires" }).getByText("delivered, 200").waitFor();
  await rule("Off", "switched off");
  await rule("Deals", "another event");
  await rule("Contacts alone", "another source");
  await rule("Other list", "another list");
  assertNoComplaints(page);
});

test("a hundred thousand pixels of deliveries are scrolled, of which few are rendered", async () => {
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { path: "/many", events: ["subscriber_note"] });
  await addContact(platform, "jane@example.com");
  const count = 2_000;
  for (let done = 0; done < count; done += 50) {
    const notes = Array.from({ length: 50 }, (_, at) => `note ${done + at}`);
    await Promise.all(notes.map((note) => act(platform, "contact.note", { contact: 1, note })));
  }
  const page = await openPlatform(platform, { hash: "#/deliveries" });
  await delivery(page, count).waitFor();
  const list = page.getByRole("region", { name: "Deliveries listed" });
  while (!(await delivery(page, 1).isVisible())) {
    await list.evaluate((box) => (box.scrollTop = box.scrollHeight));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  assert.ok((await rows(page).count()) < 60);
  await delivery(page, 1).click();
  await details(page, 1).getByText("note 0").first().waitFor();
});
