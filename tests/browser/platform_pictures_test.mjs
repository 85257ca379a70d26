import { env } from "node:process";
import { fileURLToPath } from "node:url";
import {
  act,
  addWebhook,
  assert,
  openPlatform,
  startApp,
  startCatcher,
  startPlatform,
  test,
} from "./support/in_browser.mjs";

// The README's pictures of the platform. With HOOKLINE_UPDATE_PICTURES=1 they are made anew.

const pictures = fileURLToPath(new URL("../../emitter/platform/page/pictures/", import.meta.url));
const isUpdate = env.HOOKLINE_UPDATE_PICTURES === "1";
const catcher = await startCatcher();

async function aBusyAccount() {
  const platform = await startPlatform(["--catcher", catcher.watching]);
  const broken = await startApp({ status: 503, body: "down for maintenance" });
  await act(platform, "list.add", { list: { name: "Newsletter" } });
  await addWebhook(platform, catcher, { name: "Shop" });
  await addWebhook(
    platform,
    { catching: broken.url },
    { name: "Unsubscriptions", events: ["unsubscribe"], sources: ["public"] },
  );
  const jane = { email: "jane.doe@example.com", first_name: "Jane", last_name: "Doe" };
  await act(platform, "contact.add", { contact: jane, lists: [1] });
  await act(platform, "contact.tag", { contact: 1, tag: "customer" });
  await act(platform, "deal.add", {
    deal: { title: "Forty reading lamps", value: 1280 },
    contact: 1,
  });
  await act(platform, "contact.note", { contact: 1, note: "Called back" });
  await act(platform, "contact.unsubscribe", { as: "public", contact: 1, list: 1 });
  return platform;
}

const looks = {
  webhooks: { hash: "#/webhooks", said: "503", colorScheme: "light" },
  deliveries: { hash: "#/deliveries/3", said: "Forty reading lamps", colorScheme: "dark" },
};

for (const [name, { hash, said, ...look }] of Object.entries(looks)) {
  test(`a picture of the platform's page: ${name}`, async () => {
    const page = await openPlatform(await aBusyAccount(), {
      hash,
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1.5,
      ...look,
    });
    await page.getByRole("main").getByText(said).first().waitFor();
    const picture = await page.screenshot({
      animations: "disabled",
      ...(isUpdate && { path: `${pictures}${name}.png` }),
    });
    assert.ok(picture.length > 20_000, "the picture shows something");
  });
}
