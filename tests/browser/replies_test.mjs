import {
  assert,
  assertNoComplaints,
  clipboard,
  detail,
  openCapture,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

/** The screen of the reply rules, and a catcher that begins with these. */
async function editor(rules = []) {
  const catcher = await startCatcher();
  await put(catcher, rules);
  const page = await openPage(catcher, { hash: "#/replies" });
  const shown = page.getByRole("article", { name: "Replies" });
  await shown.getByText(rules.length > 0 ? "Rule 1" : "There is no rule.").waitFor();
  return { catcher, page, shown };
}

const put = (catcher, rules) =>
  catcher.api("/api/replies", { method: "PUT", body: JSON.stringify(rules) });

/** What the catcher answers to a GET of the path: its status line's number. */
async function statusOf(catcher, target) {
  const { answer } = await catcher.send({ method: "GET", target });
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

const rule = (shown, number) => shown.getByRole("region", { name: `Rule ${number}`, exact: true });
const add = (shown, name) => shown.getByRole("button", { name, exact: true }).click();

async function save(shown) {
  await shown.getByRole("button", { name: "Save the rules" }).click();
  await shown.getByText("Saved.").waitFor();
}

test("a rule is made, saved and answers", async () => {
  const { catcher, page, shown } = await editor();
  await add(shown, "An answer of my own");
  const card = rule(shown, 1);
  await card.getByRole("button", { name: "Add a condition" }).click();
  await card.getByLabel("Value of condition 1").fill("/hooks/*");
  await card.getByRole("button", { name: "Add a condition" }).click();
  await card.getByLabel("Kind of condition 2").selectOption("method");
  await card.getByLabel("Value of condition 2").fill("POST");
  await card.getByLabel("Status").fill("418");
  await card.getByRole("button", { name: "Add a header" }).click();
  await card.getByLabel("Name of header 1").fill("X-Kind");
  await card.getByLabel("Value of header 1").fill("{{path}}");
  await card.getByLabel("Body", { exact: true }).fill("short and {{method}}");
  await card.getByLabel("fill in {{placeholders}}").check();
  await save(shown);
  const { answer } = await catcher.send({ target: "/hooks/a" });
  assert.match(answer, /^HTTP\/1\.1 418 /);
  assert.match(answer, /\r\nX-Kind: \/hooks\/a\r\n/);
  assert.match(answer, /\r\n\r\nshort and POST$/);
  assert.equal(await statusOf(catcher, "/hooks/a"), 200);
  await card.getByText("answered 1 ×").waitFor();
  assertNoComplaints(page);
});

test("a sequence, a delay, a fault and a limit are saved as they are set", async () => {
  const { catcher, shown } = await editor();
  await add(shown, "500 twice, then 200");
  const card = rule(shown, 1);
  const then = card.getByRole("group", { name: "At last answer" });
  await then.getByLabel("Fault").selectOption("close");
  await then.getByLabel("Delay").fill("5ms");
  await card.getByLabel("At most requests").fill("100");
  await card.getByLabel("in", { exact: true }).fill("1m");
  await card.getByLabel("Chance in percent").fill("100");
  await card.getByLabel("Seed of the chance").fill("7");
  await save(shown);
  assert.deepEqual(await catcher.api("/api/replies"), [
    {
      match: {},
      percent: 100,
      seed: 7,
      limit: { requests: 100, per: "1m" },
      reply: [
        { status: 500, times: 2 },
        { status: 200, delay: "5ms", fault: "close" },
      ],
      answered: 0,
      limited: 0,
    },
  ]);
  assert.equal(await statusOf(catcher, "/"), 500);
  await card.getByText("answered 1 ×").waitFor();
});

test("the order decides, and is changed by buttons", async () => {
  const { catcher, shown } = await editor([
    { match: { path: "/a" }, reply: { status: 201 } },
    { match: { path: "/a" }, reply: { status: 202 } },
  ]);
  assert.equal(await statusOf(catcher, "/a"), 201);
  await rule(shown, 1).getByRole("button", { name: "Move Rule 1 down" }).click();
  await rule(shown, 1).getByText("/a: 202").waitFor();
  assert.ok(await rule(shown, 1).getByRole("button", { name: "Move Rule 1 up" }).isDisabled());
  await save(shown);
  assert.equal(await statusOf(catcher, "/a"), 202);
  await rule(shown, 1).getByRole("button", { name: "Duplicate Rule 1" }).click();
  await rule(shown, 3).waitFor();
  await rule(shown, 1).getByRole("button", { name: "Remove Rule 1" }).click();
  await rule(shown, 2).getByRole("button", { name: "Remove Rule 2" }).click();
  await save(shown);
  const [only, ...rest] = await catcher.api("/api/replies");
  assert.deepEqual([only.reply.status, rest.length], [202, 0]);
});

test("what the catcher refuses is said at its field, and nothing is lost", async () => {
  const { catcher, shown } = await editor([{ reply: { status: 201 } }]);
  await add(shown, "500 twice, then 200");
  const last = rule(shown, 2).getByRole("group", { name: "At last answer" });
  await last.getByLabel("Status").fill("99");
  await rule(shown, 2).getByRole("button", { name: "Close Rule 2" }).click();
  await shown.getByRole("button", { name: "Save the rules" }).click();
  await shown.getByRole("alert").getByText("Rule 2, answer 2, status:").waitFor();
  assert.equal(await last.getByLabel("Status").getAttribute("aria-invalid"), "true");
  await last.getByText(/^must be an integer from 200/).waitFor();
  assert.equal(await rule(shown, 2).locator('[aria-invalid="true"]').count(), 1);
  assert.equal((await catcher.api("/api/replies")).length, 1);
  await last.getByLabel("Status").fill("204");
  await save(shown);
  assert.equal(await shown.getByRole("alert").count(), 0);
});

for (const [what, label, value, place] of [
  ["a status that is no number", "Status", "ok", "Rule 1, status:"],
  ["a delay without a unit", "Delay", "5", "Rule 1, delay:"],
  ["a count below nothing", "How many times", "-1", "Rule 1, how many times:"],
  ["a chance over 100", "Chance in percent", "101", "Rule 1, chance:"],
  ["a limit of nothing", "At most requests", "0", "Rule 1, limit:"],
  ["a header's value of two lines", "Value of header 1", "a\u0001b", "Rule 1, header 1:"],
]) {
  test(`${what} is refused at its field`, async () => {
    const { shown } = await editor([{ reply: { status: 200, headers: [["X-A", "b"]] } }]);
    await shown.getByRole("button", { name: "Edit Rule 1" }).click();
    await shown.getByLabel(label, { exact: true }).fill(value);
    await shown.getByRole("button", { name: "Save the rules" }).click();
    await shown.getByRole("alert").getByText(place).waitFor();
    const field = shown.getByLabel(label, { exact: true });
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("1");
    assert.equal(await field.getAttribute("aria-invalid"), "false");
    assert.equal(await shown.getByRole("alert").count(), 0);
  });
}

test("a condition that stands twice is refused before it is sent", async () => {
  const { shown } = await editor([{ match: { path: "/a" }, reply: {} }]);
  await shown.getByRole("button", { name: "Edit Rule 1" }).click();
  await shown.getByRole("button", { name: "Add a condition" }).click();
  await shown.getByLabel("Value of condition 2").fill("/b");
  await shown.getByRole("button", { name: "Save the rules" }).click();
  await shown.getByRole("alert").getByText("Rule 1, path: it stands there twice").waitFor();
});

test("what is not saved can be taken back", async () => {
  const { shown } = await editor([{ reply: { status: 201 } }]);
  await rule(shown, 1).getByRole("button", { name: "Remove Rule 1" }).click();
  await shown.getByText("There is no rule.").waitFor();
  await shown.getByText("Not saved yet.").waitFor();
  await shown.getByRole("button", { name: "Revert" }).click();
  await rule(shown, 1).getByText("every request: 201").waitFor();
});

test("what is not saved is still there after a look elsewhere", async () => {
  const { catcher, page, shown } = await editor([{ reply: { status: 201 } }]);
  await shown.getByRole("button", { name: "Edit Rule 1" }).click();
  await shown.getByLabel("Status").fill("207");
  await catcher.sendForm("/a", { b: "c" });
  await row(page, 1).waitFor();
  await openCapture(page, 1);
  await page.getByRole("link", { name: "Replies" }).click();
  await rule(shown, 1).getByText("every request: 207").waitFor();
  await shown.getByText("Not saved yet.").waitFor();
  await save(shown);
  assert.equal(await statusOf(catcher, "/"), 207);
});

test("a capture says which rule answered it, and leads there", async () => {
  const { catcher, page } = await editor([
    { match: { path: "/other" }, reply: { status: 201 } },
    { match: { path: "/here" }, reply: { status: 503 } },
  ]);
  await statusOf(catcher, "/here");
  await row(page, 1).waitFor();
  const shown = await openCapture(page, 1);
  await shown.getByRole("link", { name: "by rule 2" }).first().click();
  const replies = page.getByRole("article", { name: "Replies" });
  await replies.locator(".sought").getByText("/here: 503").waitFor();
  await page.keyboard.press("Escape");
  await replies.waitFor({ state: "detached" });
});

test("the rules are had as a file that the catcher reads", async () => {
  const { catcher, page, shown } = await editor([
    { match: { "form.a": "b" }, reply: { status: 201, body: "x" } },
  ]);
  const before = await catcher.api("/api/replies");
  await shown.getByRole("button", { name: "Copy all rules as a file for --replies" }).click();
  await shown.getByRole("button", { name: "Copied" }).waitFor();
  assert.deepEqual(await put(catcher, JSON.parse(await clipboard(page))), before);
});

test("hostile rules are shown as text", async () => {
  const script = `"><script>window.hacked=1</script>`;
  const { page, shown } = await editor([
    {
      match: { path: `/${script}`, [`form.${script}`]: script },
      reply: { status: 200, body: script, headers: [["X-A", script]] },
    },
  ]);
  await shown.getByRole("button", { name: "Edit Rule 1" }).click();
  assert.equal(await shown.getByLabel("Body", { exact: true }).inputValue(), script);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertNoComplaints(page);
});

test("the button in the bar opens the rules and closes them", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await page.getByRole("link", { name: "Replies" }).click();
  const shown = page.getByRole("article", { name: "Replies" });
  await shown.waitFor();
  await page.getByRole("link", { name: "Replies" }).click();
  await shown.waitFor({ state: "detached" });
  await catcher.sendForm("/a", { b: "c" });
  await detail(page, 1).waitFor();
});

test("the rules say who answers where none of them does", async () => {
  const { shown } = await editor();
  await shown.getByText("the app that the catcher forwards to").waitFor();
});

test("what is left of a sequence stands beside what was set, which stays", async () => {
  const { catcher, shown } = await editor();
  await add(shown, "500 twice, then 200");
  await save(shown);
  const card = rule(shown, 1);
  assert.deepEqual([await statusOf(catcher, "/"), await statusOf(catcher, "/")], [500, 500]);
  const first = card.getByRole("group", { name: "First answer" });
  await first.getByText("0 of 2 left").waitFor();
  assert.equal(await first.getByLabel("How many times").inputValue(), "2");
  await card.getByText("every request: 500 2 × (0 left), then 200").waitFor();
  await card.getByRole("group", { name: "At last answer" }).getByLabel("Delay").fill("1ms");
  await save(shown);
  assert.equal(await statusOf(catcher, "/"), 200);
  await first.getByText("0 of 2 left").waitFor();
});

test("a sequence is started over, at once or with what else is to be saved", async () => {
  const { catcher, shown } = await editor([
    { reply: [{ status: 500, times: 1 }, { status: 200 }] },
  ]);
  const card = rule(shown, 1);
  const startOver = card.getByRole("button", { name: "Start Rule 1 over" });
  assert.equal(await statusOf(catcher, "/"), 500);
  await startOver.click();
  await shown.getByText("Saved.").waitFor();
  assert.deepEqual([await statusOf(catcher, "/"), await statusOf(catcher, "/")], [500, 200]);
  await card.getByRole("button", { name: "Edit Rule 1" }).click();
  await startOver.waitFor();
  await card.getByRole("group", { name: "At last answer" }).getByLabel("Delay").fill("1ms");
  await startOver.click();
  await shown.getByText("Not saved yet.").waitFor();
  await save(shown);
  assert.equal(await statusOf(catcher, "/"), 500);
});

test("rules that weren't saved are there after a reload, and can be reverted", async () => {
  const { catcher, page, shown } = await editor();
  await add(shown, "Gone: 410");
  await shown.getByText("Not saved yet.").waitFor();
  await page.reload();
  await rule(shown, 1).waitFor();
  await shown.getByText("Not saved yet.").waitFor();
  await save(shown);
  assert.equal(await statusOf(catcher, "/"), 410);
  await add(shown, "Slow: 3 s");
  await shown.getByRole("button", { name: "Revert" }).click();
  await rule(shown, 2).waitFor({ state: "detached" });
  await page.reload();
  await rule(shown, 1).waitFor();
  assert.equal(await rule(shown, 2).count(), 0);
  assertNoComplaints(page);
});
