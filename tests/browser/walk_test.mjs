import { readFile } from "node:fs/promises";
import {
  assert,
  assertNoComplaints,
  openPage,
  row,
  startApp,
  startCatcher,
  test,
} from "./support/in_browser.mjs";

const readme = await readFile(new URL("../../catcher/page/README.md", import.meta.url), "utf8");

/**
 * The steps of the page's README by their titles: what it tells to press (in italics, the names of
 * buttons) and to type (as code: keys, or text), in its order.
 */
function stepsIn(text) {
  const [, walk] = /^## A minute's walk\n(.*?)^## /ms.exec(text);
  return walk
    .split(/^(?=\d+\. )/m)
    .slice(1)
    .map((step) => {
      const [, title] = /^\d+\. \*\*(.*?)\.\*\*/.exec(step);
      const found = (pattern) => [...step.matchAll(pattern)].map(([, name]) => name);
      return {
        title,
        names: found(/(?<![\w*])_([^_]+)_(?!\w)/g).map((name) => name.replace(/\s+/g, " ")),
        codes: found(/`([^`]+)`/g),
      };
    });
}

const steps = stepsIn(readme);

/** What each step does with the names and codes of the README, and what is seen then. */
const walk = {
  async "A first capture"({ page, click }, { names: [send] }) {
    await click(send);
    await row(page, 1).click();
    await page.getByRole("tab", { selected: true }).getByText("Form").waitFor();
    await page.getByText("Hello from your own page!").waitFor();
  },

  async "Answer otherwise"({ page, catcher, click }, { names: [replies, rule, save] }) {
    await page.getByRole("link", { name: replies, exact: true }).click();
    await click(rule);
    await click(save);
    await page.getByText("Saved.").waitFor();
    const { answer } = await catcher.send({ target: "/meanwhile" });
    assert.match(answer, /^HTTP\/1\.1 500 /);
    await page.getByText("1 of 2 left", { exact: true }).waitFor();
  },

  async "Send again"({ page, app, press, click }, { codes: [close, step, again], names }) {
    const [send, attempt] = names;
    await press(close);
    await page.getByRole("article", { name: "Replies" }).waitFor({ state: "detached" });
    await press(step);
    const shown = page.getByRole("article", { name: /^Capture \d+$/ });
    await shown.getByText(/^#\d+$/).waitFor();
    await press(again);
    await page.getByLabel("Send it to").fill(app.url);
    await click(send);
    await page.getByRole("group", { name: attempt }).getByText("200", { exact: true }).waitFor();
    assert.equal(app.requests.length, 1);
    await page.getByLabel("Send it to").blur();
  },

  async Boxes({ page, catcher, press, click }, { codes: [open, name], names: [make, clear] }) {
    await press(open);
    await page.getByLabel("Name of the new box").fill(name);
    await click(make);
    const box = page.getByRole("region", { name: `Box ${name}` });
    const url = new URL(await box.locator("code").textContent());
    const headers = [
      ["Host", url.host],
      ["Content-Type", "application/json"],
    ];
    await catcher.send({ headers, body: '{"order": {"id": 17}}' });
    await box.getByText("1 capture", { exact: true }).waitFor();
    await box.getByRole("button", { name: clear }).waitFor();
  },

  async Find({ page, press }, { codes: [search, text, enter, close] }) {
    await press(search);
    await page.keyboard.type(text);
    await press(enter);
    await page.getByRole("article", { name: "Capture 3", exact: true }).waitFor();
    assert.equal(await row(page, 1).count(), 0);
    await press(close);
    await press(close);
    await row(page, 1).waitFor();
  },

  async "Delete and undo"({ page, press }, { codes: [step, remove, undo] }) {
    await press(step);
    const shown = page.getByRole("article", { name: "Capture 3", exact: true });
    await shown.getByText("#3", { exact: true }).waitFor();
    await press(remove);
    await row(page, 3).waitFor({ state: "detached" });
    await press(undo);
    await row(page, 3).waitFor();
  },

  async "All by name"({ page, press }, { codes: [all, text, enter, help] }) {
    await press(all);
    await page.getByRole("dialog", { name: "All commands" }).waitFor();
    await page.keyboard.type(text);
    await press(enter);
    await page.getByRole("region", { name: "Timeline" }).waitFor();
    await press(help);
    await page.getByRole("dialog", { name: "Help" }).waitFor();
  },
};

test("the README's walk has a test for each of its steps, and no others", () => {
  assert.deepEqual(
    steps.map(({ title }) => title),
    Object.keys(walk),
  );
});

test("the README's walk leads through the page", async () => {
  const catcher = await startCatcher();
  const app = await startApp();
  const page = await openPage(catcher);
  const tools = {
    catcher,
    app,
    page,
    press: (key) => page.keyboard.press(key),
    click: (name) => page.getByRole("button", { name, exact: true }).click(),
  };
  for (const step of steps) {
    await walk[step.title](tools, step).catch((cause) => {
      throw new Error(`the step “${step.title}”: ${cause.message}`, { cause });
    });
  }
  assertNoComplaints(page);
});
