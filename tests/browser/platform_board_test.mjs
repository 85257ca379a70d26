// The board of deals: cards dragged by the mouse, and moved by keys.
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

/** A platform with a pipeline of three stages, and a deal in its first. */
async function platformWithDeal(title = "Big one") {
  const platform = await startPlatform();
  await act(platform, "pipeline.add", { pipeline: { id: 1, title: "Sales", currency: "usd" } });
  const { pipelines } = await call(platform, "GET", "/hookline/overview");
  for (const name of ["Asked", "Offered", "Agreed"]) {
    await act(platform, "stage.add", { stage: { title: name, pipeline: pipelines[0].id } });
  }
  const { pipelines: made } = await call(platform, "GET", "/hookline/overview");
  const stage = made[0].stages.find((one) => one.title === "Asked").id;
  await act(platform, "contact.add", { contact: { email: "jane@example.com" } });
  await act(platform, "deal.add", {
    contact: "jane@example.com",
    deal: { title, value: 1000, currency: "usd", stage },
  });
  return platform;
}

function stage(page, name) {
  return page.getByRole("region", { name, exact: true });
}

function card(page, name, title = "Big one") {
  return stage(page, name).getByRole("link", { name: title });
}

async function stageOfDeal(platform) {
  const { deals, pipelines } = await call(platform, "GET", "/hookline/overview");
  return pipelines[0].stages.find(({ id }) => id === deals[0].stage).title;
}

test("a card is dragged to another stage by the mouse", async () => {
  const platform = await platformWithDeal();
  await addWebhook(platform, catcher, { path: "/dragged" });
  const page = await openPlatform(platform, { hash: "#/deals" });
  const from = await card(page, "Asked").boundingBox();
  const to = await stage(page, "Agreed").boundingBox();
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 100, { steps: 8 });
  await page.mouse.up();
  await card(page, "Agreed").waitFor();
  const form = await received(catcher, "/dragged", 1);
  assert.equal(form.type, "deal_update");
  assert.equal(form["deal[stage_title]"], "Agreed");
  await happened(page, "deal_update").getByText("delivered, 200").waitFor();
  assert.ok(!page.url().includes("#/deals/"), "a drag is no click");
  assertNoComplaints(page);
});

test("a card is moved by keys, keeps the focus, and what was done is told", async () => {
  const platform = await platformWithDeal();
  const page = await openPlatform(platform, { hash: "#/deals" });
  await card(page, "Asked").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await card(page, "Offered").and(page.locator(":focus")).waitFor();
  await page.getByText("Big one is in Offered.").waitFor();
  await page.keyboard.press("Shift+ArrowRight");
  await card(page, "Agreed").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Shift+ArrowLeft");
  await card(page, "Offered").and(page.locator(":focus")).waitFor();
  assert.equal(await stageOfDeal(platform), "Offered");
  assertNoComplaints(page);
});

test("a card is moved by its buttons, as a finger does on a phone", async () => {
  const platform = await platformWithDeal();
  const page = await openPlatform(platform, {
    hash: "#/deals",
    viewport: { width: 375, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await stage(page, "Asked").getByRole("button", { name: "Move to Offered" }).tap();
  await card(page, "Offered").waitFor();
  assert.equal(await isTooWide(page), false);
});

test("a deal's values, notes and tasks, and its end", async () => {
  const platform = await platformWithDeal();
  await addWebhook(platform, catcher, { path: "/deal" });
  const page = await openPlatform(platform, { hash: "#/deals" });
  await card(page, "Asked").click();
  const deal = page.getByRole("article", { name: /^Deal / });
  await doByHand(page, "Update a deal", { at: deal, fields: { Value: "1500.5" } });
  await stage(page, "Asked").getByText("1,500.50 USD", { exact: true }).waitFor();
  const form = await received(catcher, "/deal", 1);
  assert.equal(form["deal[title]"], "Big one");
  await doByHand(page, "Add a note to a deal", { at: deal, fields: { Note: "Hello" } });
  await doByHand(page, "Add a task", { at: deal, fields: { Title: "Call back" } });
  await deal.getByRole("button", { name: "Complete" }).click();
  await happened(page, "deal_task_complete").waitFor();
  await assertAccessible(page, "a deal");
  await deal.getByRole("button", { name: "Won" }).click();
  await deal.waitFor({ state: "detached" });
  const { counts } = await call(platform, "GET", "/hookline/overview");
  assert.deepEqual([counts.open_deals, counts.open_tasks], [0, 0]);
  assertNoComplaints(page);
});

test("a deal shows what was noted of it and done for it", async () => {
  const platform = await platformWithDeal();
  await act(platform, "deal.note", { deal: 1, note: "Wants <b>three</b>" });
  await act(platform, "task.add", { deal: 1, task: { title: "Call back" } });
  await act(platform, "task.complete", { task: 1 });
  const page = await openPlatform(platform, { hash: "#/deals/1" });
  const detail = page.getByRole("article", { name: "Deal 1" });
  await detail.getByRole("region", { name: "Notes" }).getByText("Wants <b>three</b>").waitFor();
  await detail.getByRole("region", { name: "Done" }).getByText("Call back").waitFor();
  await assertAccessible(page);
  assertNoComplaints(page);
});
