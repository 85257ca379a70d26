import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  assert,
  assertNoComplaints,
  clipboard,
  detail,
  openPage,
  row,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

test("the empty page names the catching address and copies it", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const empty = page.getByRole("region", { name: "How to begin" });
  await empty.getByText(catcher.catching, { exact: true }).waitFor();
  await empty.getByRole("button", { name: "Copy the catching address" }).click();
  await empty.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await clipboard(page), catcher.catching);
});

test("the empty page has a command for every tool, with the address in it", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const empty = page.getByRole("region", { name: "How to begin" });
  const tabs = await empty.getByRole("tab").all();
  assert.ok(tabs.length >= 8);
  for (const tab of tabs) {
    await tab.click();
    assert.match(await empty.getByRole("tabpanel").textContent(), new RegExp(catcher.catching));
  }
});

const runs = { curl: ["sh", "-c"], JavaScript: ["node", "--input-type=module", "-e"] };
for (const [name, [program, ...args]] of Object.entries(runs)) {
  test(`the ${name} command makes a capture as it stands`, async () => {
    const catcher = await startCatcher();
    const page = await openPage(catcher);
    const empty = page.getByRole("region", { name: "How to begin" });
    await empty.getByRole("tab", { name, exact: true }).click();
    const command = await empty.getByRole("tabpanel").textContent();
    await promisify(execFile)(program, [...args, command]);
    await row(page, 1).getByText("/hello").waitFor();
    const { method, body } = await catcher.api("/api/captures/1");
    assert.equal(method, "POST");
    assert.match(body.data, /Jane/);
  });
}

test("one click on the button makes the first capture, and opens it", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await page.getByRole("button", { name: "Send a sample to myself" }).click();
  await row(page, 1).waitFor();
  const form = detail(page, 1).getByRole("table", { name: "Form fields" });
  await form.getByText("jane.doe@example.com").waitFor();
  await form.getByText("Hello from your own page!").waitFor();
  assertNoComplaints(page);
  const { method, form: fields } = await catcher.api("/api/captures/1");
  assert.equal(method, "POST");
  assert.deepEqual(fields[0], ["type", "sample"]);
});

test("the page asks for nothing but its own files, and allows no inline script", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  const answer = await page.reload();
  await page.getByRole("button", { name: "Send a sample to myself" }).click();
  await row(page, 1).waitFor();
  assert.deepEqual([...new Set(asked)], [catcher.watching]);
  const policy = answer.headers()["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assertNoComplaints(page);
});

test("a sample that is not answered says why", async () => {
  const catcher = await startCatcher();
  const page = await openPage(catcher);
  await page.route("**/api/sample", (route) =>
    route.fulfill({ status: 502, json: { error: "the sample was not answered: gone" } }),
  );
  await page.getByRole("button", { name: "Send a sample to myself" }).click();
  await page.getByRole("alert").getByText("the sample was not answered: gone").waitFor();
});
