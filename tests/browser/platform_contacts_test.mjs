// Contacts, lists and automations on the platform's page.
import {
  act,
  addWebhook,
  assert,
  assertAccessible,
  assertNoComplaints,
  call,
  doByHand,
  happened,
  isTooWide,
  openPlatform,
  received,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

const many = 2_500;

function contactsFound(page) {
  return page.getByRole("region", { name: "Contacts found" });
}

test("many contacts are scrolled to the last one, and found by name", async () => {
  const platform = await startPlatform();
  const contacts = Array.from({ length: many }, (_, at) => ({
    email: `contact${at + 1}@example.com`,
    first_name: at === 0 ? "Zaphod" : "Somebody",
  }));
  await act(platform, "import", { contacts });
  const page = await openPlatform(platform, { hash: "#/contacts" });
  await page.getByText(`${many.toLocaleString("en")} contacts`).waitFor();
  await contactsFound(page).getByText(`contact${many}@example.com`).waitFor();
  const rendered = await contactsFound(page).getByRole("link").count();
  assert.ok(rendered < 100, `${rendered} rows are rendered`);
  await contactsFound(page).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await contactsFound(page).getByText("contact1@example.com", { exact: true }).waitFor();
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("zaphod");
  await page.getByText("1 contact", { exact: true }).waitFor();
  await contactsFound(page).getByRole("link", { name: "Zaphod" }).click();
  await page.getByRole("heading", { name: "Zaphod" }).waitFor();
  assertNoComplaints(page);
});

test("what a contact is and has, changed by hand", async () => {
  const platform = await startPlatform();
  await act(platform, "list.add", { list: { id: 1, name: "Newsletter" } });
  await act(platform, "contact.add", {
    contact: { email: "jane@example.com", first_name: "Jane", last_name: "Doe" },
  });
  await addWebhook(platform, catcher, { path: "/contact" });
  const page = await openPlatform(platform, { hash: "#/contacts" });
  await contactsFound(page).getByRole("link", { name: "Jane Doe" }).click();
  const lists = page.getByRole("region", { name: "Lists" });
  await lists.getByRole("button", { name: "Subscribe", exact: true }).click();
  await lists.getByText("active").waitFor();
  await doByHand(page, "Unsubscribe", { at: lists, fields: { Reason: "Too many" } });
  await lists.getByText("unsubscribed").waitFor();
  await doByHand(page, "Add a tag", { fields: { Tag: "vip" } });
  await page.getByRole("button", { name: "Remove the tag vip" }).click();
  await happened(page, "contact_tag_removed").getByText("delivered, 200").waitFor();
  await doByHand(page, "Update", { fields: { "Last name": "Roe" } });
  await page.getByRole("heading", { name: "Jane Roe" }).waitFor();
  await doByHand(page, "Add a note", { fields: { Note: "Called back" } });
  await page.getByRole("region", { name: "Notes" }).getByText("Called back").waitFor();
  await assertAccessible(page, "a contact");
  const form = await received(catcher, "/contact", 6);
  assert.equal(form.type, "subscriber_note");
  await page.getByRole("button", { name: /^Delete the contact/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("0 contacts").waitFor();
  assertNoComplaints(page);
});

test("contacts imported from a table of a spreadsheet", async () => {
  const platform = await startPlatform();
  const page = await openPlatform(platform, { hash: "#/contacts" });
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog", { name: "Import contacts" });
  await dialog
    .getByLabel("Contacts", { exact: true })
    .fill("Email;Lists\njane@example.com;\njohn@example.com;Newsletter\n");
  await dialog.getByRole("button", { name: "Import 2 contacts" }).click();
  await dialog
    .getByRole("alert")
    .getByText(/^Contact 2: /)
    .waitFor();
  await dialog
    .getByLabel("Contacts", { exact: true })
    .fill('Email;First name;Tags\njane@example.com;"Jane; ""JD""";vip, new\n');
  await dialog.getByRole("button", { name: "Import 1 contact" }).click();
  await contactsFound(page).getByText('Jane; "JD"').waitFor();
  const { contacts } = await call(platform, "GET", "/hookline/contacts");
  assert.deepEqual(contacts[0].tags.sort(), ["new", "vip"]);
});

test("an automation made of steps, and time let pass by a button", async () => {
  const platform = await startPlatform(["--virtual-time"]);
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  await addWebhook(platform, catcher, { path: "/automated", events: ["contact_tag_added"] });
  const page = await openPlatform(platform, { hash: "#/automations" });
  await page.getByRole("button", { name: "Add an automation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Welcome");
  await dialog.getByLabel("Step 1", { exact: true }).selectOption({ label: "Wait" });
  await dialog.getByLabel("What of step 1").fill("1 fortnight");
  await dialog.getByRole("button", { name: "Add a step" }).click();
  await dialog.getByLabel("What of step 2").fill("welcomed");
  await dialog.locator("button.main").click();
  await dialog.locator('[aria-invalid="true"]').waitFor();
  await dialog.getByLabel("What of step 1").fill("1d");
  await dialog.locator("button.main").click();
  const card = page.getByRole("article", { name: "Automation Welcome" });
  await card.getByText("0 contacts inside").waitFor();
  await doByHand(page, "Put a contact in", { fields: { Contact: "jane@example.com" } });
  await card.getByText("1 contact inside").waitFor();
  await page.getByRole("button", { name: "A day passes" }).click();
  const form = await received(catcher, "/automated", 1);
  assert.deepEqual([form.tag, form.initiated_from], ["welcomed", "system"]);
  await card.getByText("0 contacts inside").waitFor();
  await assertAccessible(page, "automations");
});

const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>"'&\u202e{{7*7}}`;

test("hostile names are text, wherever they are shown", async () => {
  const platform = await startPlatform();
  await act(platform, "list.add", { list: { name: hostile } });
  const { lists } = await call(platform, "GET", "/hookline/overview");
  await act(platform, "contact.add", {
    contact: {
      email: "jane@example.com",
      first_name: hostile,
      last_name: hostile,
      tags: [hostile.replaceAll(",", "")],
    },
    list: lists[0].id,
  });
  await act(platform, "contact.note", { contact: "jane@example.com", note: hostile });
  await act(platform, "deal.add", { contact: "jane@example.com", deal: { title: hostile } });
  await act(platform, "campaign.add", {
    campaign: {
      name: hostile,
      lists: [lists[0].id],
      message: { subject: hostile, text: `${hostile} https://example.com/` },
    },
  });
  await act(platform, "automation.add", {
    automation: { name: hostile, steps: [{ note: hostile }, { wait: "1d" }] },
  });
  await addWebhook(platform, catcher, { path: "/hostile", name: hostile });
  const page = await openPlatform(platform, { hash: "#/contacts" });
  await contactsFound(page).getByText("<script>alert(2)").first().waitFor();
  await contactsFound(page).getByRole("link").first().click();
  await page.getByRole("heading", { level: 2, name: /<img src=x/ }).waitFor();
  await doByHand(page, "Add a note", { fields: { Note: hostile } });
  await happened(page, "subscriber_note").getByText("delivered, 200").waitFor();
  for (const screen of ["lists", "campaigns", "deals", "automations", "make"]) {
    await page.evaluate((hash) => (location.hash = hash), `#/${screen}`);
    await page.locator("main .screen").waitFor();
    await assertAccessible(page, `${screen} with hostile names`);
  }
  assert.equal(await page.locator("img[src=x], script:not([src])").count(), 0);
  assertNoComplaints(page);
});

test("on a phone nothing is wider than it", async () => {
  const platform = await startPlatform();
  await act(platform, "list.add", { list: { id: 1, name: "A list of quite a long name, really" } });
  await act(platform, "contact.add", {
    contact: { email: `${"a".repeat(60)}@${"b".repeat(60)}.example.com` },
    list: 1,
  });
  await act(platform, "deal.add", { contact: 1, deal: { title: "x".repeat(200) } });
  const page = await openPlatform(platform, { viewport: { width: 360, height: 700 } });
  for (const screen of [
    "make",
    "contacts",
    "contacts/1",
    "lists",
    "campaigns",
    "deals",
    "deals/1",
    "automations",
  ]) {
    await page.evaluate((hash) => (location.hash = hash), `#/${screen}`);
    await page.locator("main .screen").waitFor();
    assert.equal(await isTooWide(page), false, screen);
    await assertAccessible(page, `${screen} on a phone`);
  }
  assertNoComplaints(page);
});
