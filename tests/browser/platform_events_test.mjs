// Each kind of event caused by hand, once, through the platform's page: it reaches the receiver, and
// what it caused is seen beside what was done.
import {
  act,
  addWebhook,
  allSources,
  assert,
  assertAccessible,
  assertNoComplaints,
  call,
  doByHand,
  happened,
  openPlatform,
  received,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

/** In an order in which each finds what it is about. */
const byHand = [
  ["list_add", "Add a list", { Name: "Newsletter" }],
  ["subscribe", "Add a contact", { Email: "jane@example.com", Newsletter: true }],
  ["update", "Update a contact", { "First name": "Jane" }],
  ["contact_tag_added", "Add a tag", { Tag: "vip" }],
  ["contact_tag_removed", "Remove a tag", { Tag: "vip" }],
  ["subscriber_note", "Add a note", { Note: "Called back" }],
  ["sent", "Send a campaign", { Campaign: "News" }],
  ["open", "Open a campaign", {}],
  ["click", "Click a link", { Link: "https://example.com/news" }],
  ["forward", "Forward a campaign", { "To how many": "2" }],
  ["share", "Share a campaign", { Network: "Twitter" }],
  ["reply", "Reply to a campaign", { Reply: "Thank you" }],
  ["bounce", "Let an email bounce", {}],
  ["deal_add", "Add a deal", { Title: "Big one", Value: "1000" }],
  ["deal_update", "Update a deal", { Value: "2000" }],
  ["deal_note_add", "Add a note to a deal", { Note: "Wants a discount" }],
  ["deal_tasktype_add", "Add a task type", { Title: "Call" }],
  ["deal_task_add", "Add a task", { Title: "Call back" }],
  ["deal_task_complete", "Complete a task", { Task: "Call back" }],
  ["deal_pipeline_add", "Add a pipeline", { Title: "Sales" }],
  ["deal_stage_add", "Add a stage", { Title: "Won over" }],
  ["sms_sent", "Send an SMS", {}],
  ["sms_reply", "Reply to an SMS", { Reply: "Yes" }],
  ["sms_unsub", "Unsubscribe from SMS", {}],
  ["unsubscribe", "Unsubscribe from a list", { List: "Newsletter", Reason: "Too many" }],
];

test("each of the 25 events, caused by hand", async () => {
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { path: "/all" });
  const { events } = await call(platform, "GET", "/hookline/definitions");
  const page = await openPlatform(platform, { hash: "#/make" });
  for (const [type, label, fields] of byHand) {
    // An account has no campaign of its own.
    if (type === "sent") await act(platform, "campaign.add", { campaign: { name: "News" } });
    await doByHand(page, label, { fields });
    await happened(page, type)
      .getByText(/^delivered, 200$/)
      .waitFor();
  }
  assert.deepEqual(byHand.map(([type]) => type).sort(), events.map(({ name }) => name).sort());
  await received(catcher, "/all", byHand.length);
  const { captures } = await catcher.api("/api/captures?path=/all&limit=100");
  const details = await Promise.all(captures.map(({ id }) => catcher.api(`/api/captures/${id}`)));
  const types = details.map(({ form }) => Object.fromEntries(form).type);
  assert.deepEqual(types.sort(), byHand.map(([type]) => type).sort());
  await assertAccessible(page, "all events");
  assertNoComplaints(page);
});

test("each of the 4 sources, chosen in the form", async () => {
  const platform = await startPlatform();
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  await addWebhook(platform, catcher, { path: "/sources" });
  const page = await openPlatform(platform, { hash: "#/make" });
  for (const [at, as] of allSources.entries()) {
    await doByHand(page, "Add a note", { fields: { Note: as }, as });
    const form = await received(catcher, "/sources", at + 1);
    assert.equal(form.initiated_from, as);
  }
  assertNoComplaints(page);
});

test("webhooks that don't fire are counted, with a way to the reasons", async () => {
  const platform = await startPlatform();
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  await addWebhook(platform, catcher, { name: "Deaf", events: ["deal_add"] });
  const page = await openPlatform(platform, { hash: "#/make" });
  await doByHand(page, "Add a note", { fields: { Note: "Hello" } });
  const why = happened(page, "subscriber_note").getByRole("link", { name: /Why not 1 webhook/ });
  await why.click();
  await page.waitForURL(/#\/events\/\d+/);
});

test("what is refused is said at its field, and nothing happens", async () => {
  const platform = await startPlatform();
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  const page = await openPlatform(platform, { hash: "#/make" });
  await page.getByRole("button", { name: "Add a deal", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const wrong = page.locator('[aria-invalid="true"]');
  await dialog.getByLabel("Value").fill("a lot");
  await dialog.locator("button.main").click();
  await dialog.getByLabel("Title").and(wrong).waitFor();
  await dialog.getByText("This has to be filled in.").waitFor();
  await dialog.getByLabel("Title").fill("Big one");
  await dialog.locator("button.main").click();
  await dialog.getByLabel("Value").and(wrong).waitFor();
  await dialog.getByText(/^Expected an amount/).waitFor();
  await assertAccessible(page, "a refused form");
  await dialog.getByLabel("Value").fill("1000.5");
  await dialog.locator("button.main").click();
  await happened(page, "deal_add").waitFor();
  const { deals } = await call(platform, "GET", "/hookline/overview");
  assert.deepEqual(
    deals.map(({ title, value }) => [title, value]),
    [["Big one", 1000.5]],
  );
});

test("a form that asks for what the account has none of says what comes first", async () => {
  const page = await openPlatform(await startPlatform(), { hash: "#/make" });
  await page.getByRole("button", { name: "Send a campaign", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("There is none yet: “Add a campaign” comes first.").waitFor();
  await assertAccessible(page, "a form without choices");
});
