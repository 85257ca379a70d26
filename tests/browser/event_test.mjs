import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  assert,
  assertNoComplaints,
  openCapture,
  openPage,
  row,
  startCatcher,
  temporaryFolder,
  test,
} from "./support/in_browser.mjs";

const script = `<img src=x onerror="window.hacked=1">`;
const catalogue = {
  events: [
    {
      name: "sale",
      label: `Something was sold ${script}`,
      fields: [
        { name: "type", always: true },
        { name: "order[id]", always: true },
        { name: "note" },
      ],
    },
  ],
};

async function withCatalogue() {
  const file = join(await temporaryFolder(), "catalogue.json");
  await writeFile(file, JSON.stringify(catalogue));
  const catcher = await startCatcher({ flags: ["--catalogue", file] });
  return { catcher, page: await openPage(catcher) };
}

test("a webhook of a known event says its name and that it is whole", async () => {
  const { catcher, page } = await withCatalogue();
  await catcher.sendForm("/a", { type: "sale", "order[id]": "1" });
  await row(page, 1).getByText("sale").waitFor();
  const event = (await openCapture(page, 1)).getByRole("region", { name: "Event" });
  await event.getByText(`Something was sold ${script}`).waitFor();
  await event.getByText("all fields as they should be").waitFor();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertNoComplaints(page);
});

test("a webhook says which of its event's fields are missing, and which are unknown", async () => {
  const { catcher, page } = await withCatalogue();
  await catcher.sendForm("/a", { type: "sale", [script]: "1", "order[nr]": "2" });
  await row(page, 1).waitFor();
  const event = (await openCapture(page, 1)).getByRole("region", { name: "Event" });
  const names = (title) => event.getByRole("list", { name: title }).getByRole("listitem");
  assert.deepEqual(await names("1 field missing").allTextContents(), ["order[id]"]);
  assert.deepEqual(await names("2 fields unknown").allTextContents(), [script, "order[nr]"]);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertNoComplaints(page);
});

test("what is no known event says nothing of it", async () => {
  const { catcher, page } = await withCatalogue();
  await catcher.sendForm("/a", { type: "other" });
  await row(page, 1).waitFor();
  const shown = await openCapture(page, 1);
  assert.equal(await shown.getByRole("region", { name: "Event" }).count(), 0);
});
