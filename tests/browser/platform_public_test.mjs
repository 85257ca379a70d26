// What a contact does, in the pages that a contact sees: a subscribe form, an unsubscribe page, a
// campaign in a frame.
import {
  act,
  addWebhook,
  assert,
  assertNoComplaints,
  doByHand,
  happened,
  openPlatform,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

async function platformWithList() {
  const platform = await startPlatform();
  await act(platform, "list.add", { list: { id: 1, name: "Newsletter" } });
  await addWebhook(platform, catcher, { sources: ["public"] });
  return platform;
}

test("a subscribe form and an unsubscribe page, as the contact", async () => {
  const platform = await platformWithList();
  const page = await openPlatform(platform, { hash: "#/lists" });
  await page.getByRole("button", { name: "Subscribe form" }).click();
  const form = page.frameLocator('iframe[title="Subscribe form of Newsletter"]');
  await form.getByLabel(/e-?mail/i).fill("jane@example.com");
  await form.getByRole("button").first().click();
  await happened(page, "subscribe").getByText("delivered, 200").waitFor();

  await page.evaluate(() => (location.hash = "#/contacts"));
  await page.getByRole("region", { name: "Contacts found" }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Unsubscribe page" }).click();
  const left = page.frameLocator('iframe[title="Unsubscribe page of jane@example.com"]');
  await left.getByRole("button").first().click();
  await happened(page, "unsubscribe").getByText("delivered, 200").waitFor();
  await page.getByRole("region", { name: "Lists" }).getByText("unsubscribed").waitFor();
  assertNoComplaints(page);
});

test("a campaign is sent, then opened, clicked, forwarded, shared and answered", async () => {
  const platform = await platformWithList();
  await act(platform, "contact.add", { contact: { email: "jane@example.com" }, list: 1 });
  const page = await openPlatform(platform, { hash: "#/campaigns" });
  await doByHand(page, "Add a campaign", {
    fields: { Name: "News", Newsletter: true, Subject: "Hello" },
  });
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await happened(page, "sent").waitFor();
  const read = async () => {
    await page.getByRole("link", { name: "Read it" }).click();
    return page.frameLocator('iframe[title="News as jane@example.com sees it"]');
  };
  const close = () => page.getByRole("button", { name: /^Close: News/ }).click();
  const mail = await read();
  await happened(page, "open").getByText("delivered, 200").waitFor();
  for (const [type, react] of [
    ["click", () => mail.getByRole("link", { name: "https://example.com/news" }).click()],
    ["forward", () => mail.getByRole("button", { name: "Forward" }).click()],
    ["share", () => mail.getByRole("button", { name: "Facebook" }).click()],
    ["reply", () => reply(mail)],
  ]) {
    await react();
    await happened(page, type).getByText("delivered, 200").waitFor();
    await close();
    await read();
  }
  await doByHand(page, "Let an email bounce");
  const bounced = happened(page, "bounce");
  await bounced.getByText("system").waitFor();
  await bounced.getByText("No webhook fired.").waitFor();
  assertNoComplaints(page);
});

async function reply(mail) {
  await mail.getByLabel("Your answer").fill("Thank you");
  await mail.getByRole("button", { name: "Reply" }).click();
}

test("a frame of the public pages runs no script and can't be framed elsewhere", async () => {
  const platform = await platformWithList();
  const answer = await fetch(`${platform}/public/lists/1/subscribe`);
  assert.equal(answer.status, 200);
  const policy = answer.headers.get("content-security-policy") ?? "";
  assert.match(policy, /frame-ancestors 'self'/);
  assert.doesNotMatch(policy, /script-src (?!'none')/);
});
