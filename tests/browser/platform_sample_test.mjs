import {
  addWebhook,
  assert,
  assertNoComplaints,
  openPlatform,
  received,
  startApp,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

const catcher = await startCatcher();

const sample = (page) => page.getByRole("region", { name: "Send Sample Data" });
const send = (page) => sample(page).getByRole("button", { name: "Send Sample Data" });

test("sample data of a webhook: what was sent, what came back, how long it took", async () => {
  const platform = await startPlatform();
  const answer = {
    status: 202,
    headers: { "Content-Type": "application/json" },
    body: '{"queued":17}',
  };
  const app = await startApp(answer);
  await addWebhook(platform, { catching: app.url }, { name: "App", events: ["subscribe"] });
  const page = await openPlatform(platform, { hash: "#/webhooks" });
  await page.getByRole("link", { name: "Send Sample Data to App" }).click();
  await send(page).click();
  const result = sample(page).getByRole("list", { name: "What came of it" });
  await result.getByText("202", { exact: true }).waitFor();
  assert.match(await result.locator(".outcome").textContent(), /202in [\d.]+ (µs|ms|s)/);
  await result.getByRole("region", { name: "Sent" }).getByText("initiated_by").waitFor();
  await result.getByRole("region", { name: "Answer" }).getByText('"queued"').waitFor();
  assert.equal(app.requests.length, 1);
  assert.equal(new URLSearchParams(String(app.requests[0].body)).get("type"), "subscribe");
  assertNoComplaints(page);
});

test("the sample form stands beside the live one, with what differs marked", async () => {
  const platform = await startPlatform();
  await addWebhook(platform, catcher, { events: ["deal_add"] });
  const page = await openPlatform(platform, { hash: "#/webhooks/1" });
  const both = sample(page).getByRole("table", { name: "Sample and live" });
  await both.locator('tr[data-state="left"]', { hasText: "deal[note]" }).first().waitFor();
  await both.locator('tr[data-state="right"]').first().waitFor();
  assert.equal(await both.locator('tr[data-state="same"]').count(), 0);
  await sample(page).getByLabel("Differences only").uncheck();
  await both.locator('tr[data-state="same"]', { hasText: "initiated_by" }).waitFor();
});

test("sample data is sent before a webhook is saved, of each event that it has", async () => {
  const platform = await startPlatform();
  const page = await openPlatform(platform, { hash: "#/webhooks/new" });
  const form = page.getByRole("form", { name: "Webhook" });
  await form.getByLabel("URL").fill(`${catcher.catching}/unsaved`);
  await form.getByLabel("Contact added").check();
  await form.getByLabel("Deal added").check();
  await sample(page).getByLabel("Event of the sample").selectOption("Each of these 2");
  await send(page).click();
  const results = sample(page).getByRole("list", { name: "What came of it" });
  await results.getByText("200", { exact: true }).nth(1).waitFor();
  const fields = await received(catcher, "/unsaved", 2);
  assert.equal(fields.type, "deal_add");
});

test("a URL is tried, and the report says what was found", async () => {
  const platform = await startPlatform();
  const app = await startApp({ status: 302, headers: { Location: "/elsewhere" } });
  const page = await openPlatform(platform, { hash: "#/webhooks/new" });
  await page.getByRole("form", { name: "Webhook" }).getByLabel("URL").fill(`${app.url}/hook`);
  const probe = page.getByRole("region", { name: "Try this URL" });
  await probe.getByRole("button", { name: "Try this URL" }).click();
  const post = probe.getByRole("list", { name: "Findings" }).locator('[data-check="post"]');
  await post.getByText("302").first().waitFor();
  await probe.locator(".verdict").waitFor();
  assertNoComplaints(page);
});

test("a host that isn't allowed is neither tried nor sent to, and the page says so", async () => {
  const platform = await startPlatform();
  const page = await openPlatform(platform, { hash: "#/webhooks/new" });
  const form = page.getByRole("form", { name: "Webhook" });
  await form.getByLabel("URL").fill("http://receiver.example.com/hook");
  await send(page).click();
  await sample(page).getByText("--allow-host").first().waitFor();
});
