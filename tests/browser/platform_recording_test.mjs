// What is done by hand, recorded: the scenario that is taken out is played green by `emitter replay`.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { promisify } from "node:util";
import {
  act,
  addWebhook,
  assert,
  assertAccessible,
  assertNoComplaints,
  clipboard,
  doByHand,
  downloadedBytes,
  happened,
  openPlatform,
  startCatcher,
  startPlatform,
  temporaryFolder,
  test,
} from "./support/in_browser.mjs";

const run = promisify(execFile);
const catcher = await startCatcher();

test("a recording that is played green", async () => {
  const platform = await startPlatform();
  await act(platform, "list.add", { list: { id: 1, name: "Newsletter" } });
  await act(platform, "contact.add", { contact: { email: "jane@example.com" }, list: 1 });
  await addWebhook(platform, catcher, { path: "/recorded" });
  const page = await openPlatform(platform, { hash: "#/make" });

  await page.getByRole("button", { name: "Record" }).click();
  const strip = page.getByRole("region", { name: "Recording" });
  await strip.getByText(/^Recording: 0 steps/).waitFor();
  await doByHand(page, "Add a tag", { fields: { Tag: "vip" } });
  await doByHand(page, "Unsubscribe from a list", { fields: { Reason: "Too many" }, as: "public" });
  await happened(page, "unsubscribe").getByText("delivered, 200").waitFor();
  await strip.getByText(/^Recording: 2 steps/).waitFor();
  await strip.getByText("The steps so far").click();
  await strip.getByText(/contact\.unsubscribe as public/).waitFor();
  await assertAccessible(page, "while it is recorded");

  await strip.getByRole("button", { name: "Stop" }).click();
  await strip.getByText(/^Recorded\./).waitFor();
  const bytes = await downloadedBytes(page, strip.getByRole("button", { name: "Download" }));
  await strip.getByRole("button", { name: "Copy the scenario" }).click();
  await strip.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await clipboard(page), bytes.toString());

  const file = join(await temporaryFolder(), "recorded.scenario.json");
  await writeFile(file, bytes);
  // It fails where an expectation isn't met.
  await run(join(env.HOOKLINE_BIN_DIR, "emitter"), ["replay", file]);
  await strip.getByRole("button", { name: "Put the recording away" }).click();
  await strip.waitFor({ state: "detached" });
  assertNoComplaints(page);
});
