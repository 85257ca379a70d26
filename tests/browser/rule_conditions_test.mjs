import { assert, openPage, row, startCatcher, test } from "./support/in_browser.mjs";

/** The screen of the reply rules with the first one open. */
async function editor(rules) {
  const catcher = await startCatcher();
  await catcher.api("/api/replies", { method: "PUT", body: JSON.stringify(rules) });
  const page = await openPage(catcher, { hash: "#/replies" });
  const shown = page.getByRole("article", { name: "Replies" });
  await shown.getByRole("button", { name: "Edit Rule 1" }).click();
  return { catcher, page, shown, card: shown.getByRole("region", { name: "Rule 1", exact: true }) };
}

const ok = { reply: { status: 200 } };

test("a new condition has the focus, and one that is removed leaves it beside", async () => {
  const { page, card } = await editor([ok]);
  await card.getByRole("button", { name: "Add a condition" }).click();
  await page.keyboard.type("/hook");
  assert.equal(await card.getByLabel("Value of condition 1").inputValue(), "/hook");
  await card.getByRole("button", { name: "Remove condition 1" }).press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/again");
  assert.equal(await card.getByLabel("Value of condition 1").inputValue(), "/again");
  await card.getByRole("button", { name: "Add a header" }).press("Enter");
  await page.keyboard.type("X-Kind");
  assert.equal(await card.getByLabel("Name of header 1").inputValue(), "X-Kind");
});

for (const [kind, said] of [
  ["path", "Rule 1, path: it is empty"],
  ["text", "Rule 1, text: it is empty"],
  ["header", "Rule 1, header: it wants a name"],
]) {
  test(`a condition of the kind ${kind} that says nothing is refused`, async () => {
    const { catcher, shown, card } = await editor([ok]);
    await card.getByRole("button", { name: "Add a condition" }).click();
    await card.getByLabel("Kind of condition 1").selectOption(kind);
    await shown.getByRole("button", { name: "Save the rules" }).click();
    await shown.getByRole("alert").getByText(said).waitFor();
    const value = card.getByLabel("Value of condition 1");
    assert.equal(await value.getAttribute("aria-invalid"), "true");
    assert.deepEqual((await catcher.api("/api/replies"))[0].match, {});
  });
}

test("a rule says how many of the kept captures it would be for, and leads to them", async () => {
  const { catcher, page, card } = await editor([{ match: { path: "/a*" }, ...ok }]);
  for (const target of ["/a", "/ab", "/b"]) await catcher.send({ target });
  await card.getByText("2 of 3 kept captures fit.").waitFor();
  await card.getByLabel("Value of condition 1").fill("/b");
  await card.getByText("1 of 3 kept captures fits.").waitFor();
  await card.getByRole("link", { name: "Show them" }).click();
  await row(page, 1).waitFor({ state: "detached" });
  await row(page, 3).waitFor();
  await card.getByText("1 of 3 kept captures fits.").waitFor();
});

test("a rule that an earlier one leaves nothing says so", async () => {
  const rules = [
    { match: { path: "/hooks/*" }, ...ok },
    { match: { path: "/hooks/a" }, ...ok },
  ];
  const { shown, card } = await editor(rules);
  await shown.getByRole("button", { name: "Edit Rule 2" }).click();
  const warning = shown.getByText("Rule 1 comes first and answers all that this one is for");
  await warning.waitFor();
  await card.getByLabel("How many times").fill("2");
  await warning.waitFor({ state: "detached" });
  await card.getByLabel("How many times").fill("");
  await warning.waitFor();
  await shown.getByRole("button", { name: "Move Rule 2 up" }).click();
  await warning.waitFor({ state: "detached" });
});
