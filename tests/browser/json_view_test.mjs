import { assert, openCapture, openPage, row, startCatcher, test } from "./support/in_browser.mjs";

async function shownJson(json, type = "application/json") {
  const catcher = await startCatcher();
  const body = typeof json === "string" ? json : JSON.stringify(json);
  await catcher.send({ headers: [["Content-Type", type]], body });
  const page = await openPage(catcher);
  await row(page, 1).waitFor();
  return openCapture(page, 1);
}

test("JSON opens as far as there is room, and all of it on demand", async () => {
  const items = Array.from({ length: 30 }, (_, id) => ({ id, tags: ["a", "b"] }));
  const shown = await shownJson({ name: "first", items, last: { deep: { deeper: "found" } } });
  await shown.getByText('"found"').waitFor();
  assert.equal(await shown.getByText("[ 30 items ]").count(), 1);
  await shown.getByRole("button", { name: "Expand all" }).click();
  assert.equal(await shown.getByText('"tags"').count(), 30);
  await shown.getByRole("button", { name: "Fold all" }).click();
  assert.equal(await shown.getByText('"found"').count(), 0);
  await shown.getByRole("button", { name: "[ 30 items ]" }).click();
  await shown.getByText("{ 2 members }").first().waitFor();
});

test("JSON that is very deep can be expanded", async () => {
  const shown = await shownJson(`${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}`);
  await shown.getByRole("button", { name: "Expand all" }).click();
  await shown.getByRole("button", { name: "Fold all" }).waitFor();
});

test("what texts and numbers hold unfolds: JSON, forms, encoded paths, times", async () => {
  const shown = await shownJson({
    inner: '{"order":{"id":17}}',
    form: "type=sale&contact%5Bemail%5D=jane%40example.com",
    path: "/files/M%C3%BCller%2F1",
    at: 1614265330,
    plain: "a = b",
  });
  await shown.getByText(/^2021-02-25 \d\d:02:10/).waitFor();
  await shown.getByRole("button", { name: "JSON", exact: true }).click();
  await shown.getByText('"order"').waitFor();
  await shown.getByRole("button", { name: "form", exact: true }).click();
  await shown.getByText("jane@example.com").waitFor();
  await shown.getByRole("button", { name: "decoded", exact: true }).click();
  await shown.getByText("/files/Müller/1").waitFor();
  assert.equal(await shown.locator(".meaning_content").count(), 3);
});

test("JSON in lines is shown in rows, a broken one among them", async () => {
  const shown = await shownJson('{"a":1}\n{"a":2}\n{"a":\n', "application/x-ndjson");
  await shown.getByRole("tab", { name: "Rows", selected: true }).waitFor();
  assert.equal(await shown.locator(".json_rows > li").count(), 3);
  assert.equal(await shown.locator(".json_rows .tree_name").count(), 2);
});

test("lines of JSON are rows also where the sender calls them something else", async () => {
  const shown = await shownJson('{"a":1}\r\n{"a":2}\r\n', "text/plain");
  await shown.getByRole("tab", { name: "Rows", selected: true }).waitFor();
  assert.equal(await shown.locator(".json_rows > li").count(), 2);
});

test("what form fields and parameters hold unfolds, and what is in that, too", async () => {
  const catcher = await startCatcher();
  const inner = new URLSearchParams([
    ["note", '{"deep":"found"}'],
    ["a", "b"],
  ]);
  await catcher.sendForm(`/?next=${encodeURIComponent("/caf%C3%A9")}`, {
    payload: JSON.stringify({ order: { id: 17 }, form: String(inner) }),
    sent_at: "1614265330",
    phone: "2125550123",
    path: "/files/M%C3%BCller",
  });
  const page = await openPage(catcher);
  await row(page, 1).waitFor();
  const shown = await openCapture(page, 1);
  const form = shown.getByRole("table", { name: "Form fields" });
  const unfold = (place, name) => place.getByRole("button", { name, exact: true }).click();
  await form.getByText(/^2021-02-25 \d\d:02:10/).waitFor();
  assert.equal(await form.locator(".meaning").count(), 1, "a telephone number is no time");
  await unfold(form, "JSON");
  await form.getByText('"order"', { exact: true }).waitFor();
  await unfold(form, "form");
  const nested = form.getByRole("table", { name: "Form in the text" });
  await unfold(nested, "JSON");
  await nested.getByText('"found"', { exact: true }).waitFor();
  await unfold(form, "decoded");
  await form.getByText("/files/Müller").waitFor();
  await unfold(shown.getByRole("table", { name: "Query" }), "decoded");
  await shown.getByText("/café", { exact: true }).waitFor();
});

test("emoji that are joined stay whole, and other joiners are seen", async () => {
  const shown = await shownJson({ family: "👩‍👩‍👧‍👦", mixed: "a\u200db", skin: "👩🏽‍💻", heart: "❤️‍🔥" });
  await shown.getByText("👩‍👩‍👧‍👦").waitFor();
  await shown.getByText("👩🏽‍💻").waitFor();
  await shown.getByText("❤️‍🔥").waitFor();
  await shown.getByText("a‹U+200D›b").waitFor();
});
