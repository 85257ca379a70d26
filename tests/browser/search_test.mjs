import {
  assert,
  assertNoComplaints,
  openPage,
  row,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

const box = (page) => page.getByRole("combobox", { name: "Search captures" });

async function withOrders() {
  const catcher = await startCatcher();
  await catcher.sendForm("/orders/1", { type: "sale", "contact[email]": "jane@example.com" });
  await catcher.sendForm("/orders/2", { type: "refund", note: "a broken lamp" });
  await catcher.send({ method: "GET", target: "/status", headers: [["X-Probe", "yes it is"]] });
  return { catcher, page: await openPage(catcher) };
}

test("each of the API's filters finds what it names", async () => {
  const { page } = await withOrders();
  const found = {
    "method=GET": ["/status"],
    "path=/orders/*": ["/orders/2", "/orders/1"],
    "form.type=sale": ["/orders/1"],
    "form.contact[email]=jane@example.com": ["/orders/1"],
    'header.x-probe="yes it is"': ["/status"],
    lamp: ["/orders/2"],
    "lamp broken": ["/orders/2"],
    '"broken lamp"': ["/orders/2"],
    '"lamp broken"': [],
    "-lamp method=post": ["/orders/1"],
    "form.contact[email]=*@example.com size>1": ["/orders/1"],
    "status=2xx -method=GET path=*2": ["/orders/2"],
    "method=POST path=/orders/1": ["/orders/1"],
  };
  for (const [filter, targets] of Object.entries(found)) {
    await box(page).fill(filter);
    await waitForTargets(page, targets);
  }
  assertNoComplaints(page);
});

test("a search finds what is shown, whatever it was escaped with", async () => {
  const catcher = await startCatcher();
  await catcher.sendJson("/json", String.raw`{"name":"M\u00fcller \/ S\u00f6hne"}`);
  await catcher.send({
    target: "/caf%C3%A9",
    headers: [["Content-Type", "text/xml"]],
    body: "<a>M&#252;ller &amp; Co</a>",
  });
  await catcher.send({
    target: "/latin",
    headers: [["Content-Type", "application/x-www-form-urlencoded; charset=iso-8859-1"]],
    body: "name=M%FCller",
  });
  const page = await openPage(catcher);
  const found = {
    mÜLLER: ["/latin", "/caf%C3%A9", "/json"],
    '"müller & co"': ["/caf%C3%A9"],
    "path=/café": ["/caf%C3%A9"],
    "exact=müller": [],
    "exact=Müller form.name=Müller": ["/latin"],
  };
  for (const [filter, targets] of Object.entries(found)) {
    await box(page).fill(filter);
    await waitForTargets(page, targets);
  }
  assertNoComplaints(page);
});

test("the search stays in the address", async () => {
  const { catcher, page } = await withOrders();
  await box(page).fill("form.type=sale");
  await waitForTargets(page, ["/orders/1"]);
  const again = await openPage(catcher, { hash: new URL(page.url()).hash });
  await waitForTargets(again, ["/orders/1"]);
  assert.equal(await box(again).inputValue(), "form.type=sale");
});

test("what comes in and matches shows up, and nothing else", async () => {
  const { catcher, page } = await withOrders();
  await box(page).fill("form.type=sale");
  await waitForTargets(page, ["/orders/1"]);
  await catcher.sendForm("/orders/3", { type: "refund" });
  await catcher.sendForm("/orders/4", { type: "sale" });
  await waitForTargets(page, ["/orders/4", "/orders/1"]);
});

test("a search says how many it found, also of what comes in", async () => {
  const { catcher, page } = await withOrders();
  const said = (text) => page.getByRole("status").getByText(text, { exact: true }).waitFor();
  await box(page).fill("path=/orders/*");
  await said("2 found");
  await catcher.sendForm("/orders/3", { type: "sale" });
  await said("3 found");
  await catcher.api("/api/captures/1", { method: "DELETE" });
  await said("2 found");
  await box(page).fill("");
  await page.getByText("found").first().waitFor({ state: "detached" });
});

test("a stretch of time can be searched", async () => {
  const { catcher, page } = await withOrders();
  const { received_at } = await catcher.api("/api/captures/2");
  await box(page).fill(`since=${received_at} method=POST`);
  await waitForTargets(page, ["/orders/2"]);
  await box(page).fill(`until=${received_at}`);
  await waitForTargets(page, ["/orders/1"]);
});

test("captures are found by their ids", async () => {
  const { page } = await withOrders();
  await box(page).fill("id=1,3");
  await waitForTargets(page, ["/status", "/orders/1"]);
});

test("a search that finds nothing says so, and is left with Escape", async () => {
  const { page } = await withOrders();
  await box(page).fill("nowhere-to-be-found");
  await page.getByText("Nothing matches the search.").waitFor();
  await box(page).press("Escape");
  await row(page, 3).waitFor();
  assert.equal(await box(page).inputValue(), "");
});

test("a filter that makes no sense is refused with the reason", async () => {
  const { page } = await withOrders();
  await box(page).fill("status=abc");
  await page
    .getByRole("alert")
    .getByText(/status is "abc"; expected a number/)
    .waitFor();
  await page.getByText("Nothing was searched.").waitFor();
  await box(page).fill("");
  await row(page, 3).waitFor();
});

test("a name that no filter has is refused with the nearest, and found as text in quotes", async () => {
  const { page } = await withOrders();
  await box(page).fill("metod=GET");
  await page
    .getByRole("alert")
    .getByText(/there is no filter "metod"; did you mean method=\? .* quotes: "metod=GET"/)
    .waitFor();
  await box(page).fill('"type=sale"');
  await waitForTargets(page, ["/orders/1"]);
});

test("the delivery whose e-mail is wrong is found among 2,000 of the same event, by keys alone", async () => {
  const catcher = await startCatcher();
  const send = (number) =>
    catcher.sendJson(
      "/hook",
      `{"type":"order.paid","user":{"email":"user${number}@${number === 1_234 ? "exmaple" : "example"}.com"}}`,
    );
  for (let at = 0; at < 2_000; at += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => send(at + index)));
  }
  const page = await openPage(catcher);
  await page.keyboard.press("/");
  await page.keyboard.type("json.type=order.paid -json.user.email=*@example.com");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("1 found", { exact: true }).waitFor();
  await page.getByRole("article").getByText("user1234@exmaple.com").first().waitFor();
  assertNoComplaints(page);
});
