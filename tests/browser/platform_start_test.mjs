import {
  act,
  addWebhook,
  assert,
  assertAccessible,
  assertNoComplaints,
  isTooWide,
  openFile,
  openPlatform,
  platformKey,
  startCatcher,
  startPlatform,
  status,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

test("three clicks lead from nothing to the first delivery", async () => {
  const platform = await startPlatform(["--catcher", catcher.watching]);
  const page = await openPlatform(platform);
  await page.getByRole("button", { name: "Add a webhook to the catcher" }).click();
  await page.getByText("will hear of it").waitFor();
  await page.getByRole("button", { name: "Add a contact" }).click();
  const latest = page.getByRole("list", { name: "The latest deliveries" });
  await latest.getByText("delivered, 200").first().waitFor();
  await latest.getByRole("link", { name: "Contact added" }).click();
  await page.getByRole("article", { name: "Delivery 1" }).getByText("Ada").first().waitFor();
  assertNoComplaints(page);
});

test("without a catcher beside it, the first screen says how to have one", async () => {
  const page = await openPlatform(await startPlatform());
  await page.getByText("emitter serve --catcher").waitFor();
});

/** Markup, quotes, what turns text around, and a script. */
const hostile = `</script><img src=x onerror="document.title='run'"><b>'"\u202E{{7*7}}`;

async function hostilePlatform() {
  const platform = await startPlatform(["--catcher", catcher.watching]);
  await act(platform, "list.add", { list: { name: `List ${hostile}` } });
  await addWebhook(platform, catcher, { name: `Hook ${hostile}`, list: 1 });
  await addWebhook(platform, catcher, { name: "Other", path: "/%3Cscript%3E?a='(b)" });
  const contact = { email: "jane@example.com", first_name: hostile, last_name: hostile };
  await act(platform, "contact.add", { contact, lists: [1] });
  await act(platform, "contact.tag", { contact: 1, tag: hostile });
  await act(platform, "contact.note", { contact: 1, note: hostile });
  await act(platform, "deal.add", { deal: { title: hostile, value: 10 }, contact: 1 });
  return platform;
}

const screens = {
  "": "Send a first webhook",
  webhooks: "Manage Webhooks",
  "webhooks/new": "Add a webhook",
  "webhooks/1": "Sample data",
  "webhooks/1/edit": "Sources",
  deliveries: "Deliveries",
  "deliveries/1": "Attempts",
  events: "Why not?",
  "events/2": "Which webhooks fired",
  settings: "Colours",
  developer: "API Access",
};

const looks = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

for (const [name, look] of Object.entries(looks)) {
  test(`hostile names are text, and axe finds nothing on any screen: ${name}`, async () => {
    const platform = await hostilePlatform();
    const page = await openPlatform(platform, look);
    for (const [place, said] of Object.entries(screens)) {
      await page.goto(`${platform}/#/${place}`);
      await page.getByRole("main").getByText(said).first().waitFor();
      await assertAccessible(page, `${name}, ${place}`);
      assert.equal(await isTooWide(page), false, `${place} fits`);
    }
    assert.equal(
      await page.evaluate(() => document.querySelectorAll("main img, main b").length),
      0,
    );
    assert.notEqual(await page.title(), "run");
    assertNoComplaints(page);
  });
}

test("keys lead to the sections, and all commands are found by their names", async () => {
  const platform = await hostilePlatform();
  const page = await openPlatform(platform);
  await page.keyboard.press("w");
  await page.getByRole("heading", { name: "Manage Webhooks" }).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "Add a webhook" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.locator("a.list_row").first().waitFor();
  await page.keyboard.press("j");
  await page.getByRole("article").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command" }).fill("why not");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Why not?" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Help" }).waitFor();
});

test("beyond its own machine the page asks for the key, and keeps it", async () => {
  const platform = await startPlatform([], "0.0.0.0:0");
  const address = `http://127.0.0.1:${new URL(platform).port}`;
  const page = await openFile(`${address}/`);
  await page.getByRole("heading", { name: "This platform wants its API key" }).waitFor();
  await page.getByLabel("API key").and(page.locator("input")).fill(platformKey);
  await page.getByRole("button", { name: "Open" }).click();
  await status(page, "Live");
  await page.reload();
  await status(page, "Live");
});
