import {
  assert,
  assertNoComplaints,
  detail,
  openCapture,
  openPage,
  row,
  startCatcher,
  test,
  waitForTargets,
} from "./support/in_browser.mjs";

/** What asks for captures by their ids. */
const byIds = /\/api\/(captures\/\d+|captures\?.*\bid=|export\?)/;

async function withThree() {
  const catcher = await startCatcher();
  for (const target of ["/a", "/b", "/c"]) await catcher.sendForm(target, { type: "sent" });
  return catcher;
}

/**
 * Once the page asks for a capture, deletes `what` before the catcher is asked. `answered` is
 * fulfilled when the page has its answer.
 */
async function deleteWhenAsked(context, catcher, what) {
  let tell;
  const answered = new Promise((resolve) => (tell = resolve));
  let isFirst = true;
  await context.route(byIds, async (route) => {
    if (!isFirst) return route.fallback();
    isFirst = false;
    await catcher.api(what, { method: "DELETE" });
    await route.fulfill({ response: await route.fetch() });
    tell();
  });
  return { answered };
}

test("captures that are deleted while their rows are read are no failure", async () => {
  const catcher = await withThree();
  let answered;
  const prepare = async (context) => {
    ({ answered } = await deleteWhenAsked(context, catcher, "/api/captures"));
  };
  const page = await openPage(catcher, { prepare });
  await answered;
  await page.getByRole("button", { name: "Send a sample to myself" }).waitFor();
  assertNoComplaints(page);
});

test("a capture that is deleted while its detail is asked for is no failure", async () => {
  const catcher = await withThree();
  const page = await openPage(catcher);
  await row(page, 2).getByText("sent").waitFor();
  const { answered } = await deleteWhenAsked(page.context(), catcher, "/api/captures/2");
  await row(page, 2).click();
  await answered;
  await detail(page, 2).getByText("Capture 2 isn't here.").waitFor();
  await waitForTargets(page, ["/c", "/a"]);
  assertNoComplaints(page);
});

test("an open capture that another program deletes stays in sight, and is no failure", async () => {
  const catcher = await withThree();
  const page = await openPage(catcher);
  const shown = await openCapture(page, 2);
  await catcher.api("/api/captures/2", { method: "DELETE" });
  await shown.getByText("Capture 2 isn't here.").waitFor();
  await shown.getByRole("heading", { level: 2 }).getByText("/b").waitFor();
  assertNoComplaints(page);
});
