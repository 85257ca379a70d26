import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import {
  assert,
  detail,
  openPage,
  row,
  startCatcher,
  temporaryFolder,
  test,
} from "./support/in_browser.mjs";

// The README's pictures. With HOOKLINE_UPDATE_PICTURES=1 they are made anew.

const pictures = fileURLToPath(new URL("../../catcher/page/pictures/", import.meta.url));
const isUpdate = env.HOOKLINE_UPDATE_PICTURES === "1";

const sale = {
  type: "deal_update",
  date_time: "2026-02-28T10:45:41-06:00",
  initiated_from: "admin",
  "deal[id]": "17",
  "deal[title]": "Forty reading lamps",
  "deal[value]": "1,280.00",
  "deal[currency]": "usd",
  "contact[id]": "42",
  "contact[email]": "jane.doe@example.com",
  "contact[first_name]": "Jane",
  "contact[tags]": "customer, newsletter",
  "contact[fields][favorite_color]": "Sea green",
};

const contact = (type) => ({ type, "contact[email]": "jane.doe@example.com" });

/** A catalogue of what is sent here. */
async function catalogue() {
  const event = (label, form) => ({
    name: form.type,
    label,
    fields: Object.keys(form).map((name) => ({ name, always: true })),
  });
  const events = [
    event("Subscribe", contact("subscribe")),
    event("Unsubscribe", contact("unsubscribe")),
    event("Tag added", contact("contact_tag_added")),
    event("Deal updated", sale),
  ];
  const file = join(await temporaryFolder(), "events.json");
  await writeFile(file, JSON.stringify({ events }));
  return file;
}

const key = { scheme: "github", key: "a shared secret", match: { path: "/hooks/crm" } };

const rules = [
  { match: { method: "DELETE" }, reply: { status: 503 } },
  {
    match: { path: "/hooks/crm" },
    reply: {
      status: 202,
      template: true,
      headers: [["Content-Type", "application/json"]],
      body: '{"taken":true,"deal":{"id":"{{form.deal[id]}}","stage":"won"}}',
    },
  },
  { match: { channel: "shop" }, reply: { status: 201 } },
];

/** As the sender who has the key signs it. */
function signature(form) {
  const digest = createHmac("sha256", key.key).update(String(new URLSearchParams(form)));
  return ["X-Hub-Signature-256", `sha256=${digest.digest("hex")}`];
}

async function aBusyMorning() {
  const catcher = await startCatcher({ flags: ["--catalogue", await catalogue()] });
  const put = (content) => ({ method: "PUT", body: JSON.stringify(content) });
  await catcher.api("/api/signing", put([key]));
  assert.equal((await catcher.api("/api/replies", put(rules))).length, rules.length);
  const { port } = new URL(catcher.catching);
  const to = (box) => ["Host", `${box}.localhost:${port}`];
  await catcher.sendForm("/hooks/zapier", contact("subscribe"));
  await catcher.send({ method: "GET", target: "/health" });
  await catcher.send({
    target: "/orders?shop=7",
    headers: [["Content-Type", "application/json"], to("shop")],
    body: '{"event":"order.paid","id":1077,"total":"19.90"}',
  });
  await catcher.sendForm("/hooks/zapier", contact("contact_tag_added"));
  await catcher.send({ method: "PUT", target: "/contacts/42", body: "<contact/>" });
  await catcher.sendForm("/hooks/zapier", contact("unsubscribe"));
  await catcher.send({ method: "DELETE", target: "/contacts/42", headers: [to("crm")] });
  await catcher.sendForm("/hooks/crm", sale, [["User-Agent", "Hookline"], signature(sale)]);
  await catcher.sendForm("/hooks/zapier", contact("subscribe"));
  return catcher;
}

const looks = {
  light: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light" },
};

for (const [name, look] of Object.entries(looks)) {
  test(`a picture of the page: ${name}`, async () => {
    const page = await openPage(await aBusyMorning(), { ...look, deviceScaleFactor: 1.5 });
    await addColumn(page, "form.contact[email]");
    await row(page, 8).locator(".value_cell").getByText("jane.doe@example.com").waitFor();
    await row(page, 8).click();
    await detail(page, 8).getByText("Forty reading lamps").waitFor();
    await takePicture(page, name);
  });
}

test("a picture of the boxes", async () => {
  const page = await openPage(await aBusyMorning(), {
    ...looks.light,
    deviceScaleFactor: 1.5,
    hash: "#/boxes",
  });
  await page.getByRole("region", { name: "Box shop" }).waitFor();
  await page.getByRole("button", { name: "Choose rows" }).click();
  await row(page, 7).click();
  await row(page, 3).click();
  await page.getByText("2 chosen").waitFor();
  await takePicture(page, "boxes");
});

async function takePicture(page, name) {
  // The pointer leaves no trace in it.
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({
    animations: "disabled",
    ...(isUpdate && { path: `${pictures}${name}.png` }),
  });
  assert.ok(picture.length > 20_000, "the picture shows something");
}

/** Shows the values of that name in the list. */
async function addColumn(page, name) {
  await page.getByRole("button", { name: "Columns" }).click();
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await dialog.getByLabel("Another value").fill(name);
  await page.keyboard.press("Enter");
  await dialog.getByText(name).first().waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
}
