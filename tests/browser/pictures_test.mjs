import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { detail, openPage, row, useBrowser } from "./support/browser.mjs";
import { startCatcher, temporaryFolder } from "./support/catcher.mjs";

// The README's pictures. With HOOKLINE_UPDATE_PICTURES=1 they are made anew.

useBrowser();

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

/** As the sender who has the key signs it. */
function signature(form) {
  const digest = createHmac("sha256", key.key).update(String(new URLSearchParams(form)));
  return ["X-Hub-Signature-256", `sha256=${digest.digest("hex")}`];
}

async function aBusyMorning() {
  const catcher = await startCatcher({ flags: ["--catalogue", await catalogue()] });
  const put = (content) => ({ method: "PUT", body: JSON.stringify(content) });
  await catcher.api("/api/signing", put([key]));
  await catcher.api("/api/replies", put([{ match: { method: "DELETE" }, reply: { status: 503 } }]));
  await catcher.sendForm("/hooks/zapier", contact("subscribe"));
  await catcher.send({ method: "GET", target: "/health" });
  await catcher.sendJson("/hooks/orders?shop=7", '{"id":1077,"total":"19.90","paid":true}');
  await catcher.sendForm("/hooks/zapier", contact("contact_tag_added"));
  await catcher.send({ method: "PUT", target: "/contacts/42", body: "<contact/>" });
  await catcher.sendForm("/hooks/zapier", contact("unsubscribe"));
  await catcher.send({ method: "DELETE", target: "/contacts/42" });
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
    await row(page, 8).click();
    await detail(page, 8).getByText("Forty reading lamps").waitFor();
    const picture = await page.screenshot({
      animations: "disabled",
      ...(isUpdate && { path: `${pictures}${name}.png` }),
    });
    assert.ok(picture.length > 20_000, "the picture shows something");
  });
}
