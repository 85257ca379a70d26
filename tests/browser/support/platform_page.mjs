import assert from "node:assert/strict";
import { openFile, status } from "./browser.mjs";
import { platformKey } from "./platform.mjs";

/** The platform's page, once it is live. */
export async function openPlatform(platform, { hash = "", ...options } = {}) {
  const page = await openFile(`${platform}/${hash}`, {
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  await status(page, "Live");
  return page;
}

/** Calls the platform as a program does; what it answers. Throws where it refuses. */
export async function call(platform, method, path, content) {
  const answer = await fetch(platform + path, {
    method,
    headers: { "Api-Token": platformKey, "Content-Type": "application/json" },
    ...(content !== undefined && { body: JSON.stringify(content) }),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

export function act(platform, action, keys) {
  return call(platform, "POST", "/hookline/actions", { action, ...keys });
}

export const allSources = ["public", "admin", "api", "system"];

/** A webhook for that catcher's path; without `events`, for all. */
export async function addWebhook(platform, catcher, { path = "/hook", ...given } = {}) {
  const { events } = await call(platform, "GET", "/hookline/definitions");
  return call(platform, "POST", "/hookline/webhooks", {
    name: "To the catcher",
    url: catcher.catching + path,
    list: 0,
    events: events.map(({ name }) => name),
    sources: allSources,
    ...given,
  });
}

/** What was done lately, beside what is done. */
export function happenedPanel(page) {
  return page.getByRole("complementary", { name: "What this caused" });
}

/** The latest event of that kind beside, once it is there. */
export function happened(page, type) {
  return happenedPanel(page).locator(`li[data-event="${type}"]`).first();
}

/**
 * Opens the form of an action by the button of that name, fills in its fields by their labels, and
 * has it done. `as`: by whom.
 */
export async function doByHand(page, label, { fields = {}, as, at = page } = {}) {
  await at.getByRole("button", { name: label, exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const [name, value] of Object.entries(fields)) await fillIn(dialog, name, value);
  if (as) await dialog.getByLabel("As", { exact: true }).selectOption(as);
  await dialog.locator("button.main").click();
  await dialog.waitFor({ state: "detached" });
}

async function fillIn(dialog, name, value) {
  const control = dialog.getByLabel(name, { exact: true });
  const kind = await control.evaluate((element) => element.tagName);
  if (kind === "SELECT") await control.selectOption({ label: value });
  else if (value === true) await control.check();
  else await control.fill(value);
}

/** The form that came at that path last, once there are so many; its fields by their names. */
export async function received(catcher, path, count) {
  const query = `path=${path}&count=${count}&timeout=20s`;
  const { captures } = await catcher.api(`/api/wait?${query}`);
  assert.ok(captures.length >= count, `${captures.length} of ${count} arrived at ${path}`);
  const { form } = await catcher.api(`/api/captures/${captures.at(-1).id}`);
  return Object.fromEntries(form);
}
