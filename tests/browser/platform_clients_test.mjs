// Clients that were written for the real platform, as they come from npm, run against the imitated
// one: nothing is changed but the base URL and the key.
import ActiveCampaignV3 from "active-campaign-api-node";
import ActiveCampaignV1 from "activecampaign";
import assert from "node:assert/strict";
import { test } from "node:test";
import { startCatcher } from "./support/catcher.mjs";
import { platformKey, startPlatform } from "./support/platform.mjs";

const catcher = await startCatcher();
const platform = await startPlatform();

/** The forms that came at that path, once there are so many. */
async function received(path, count) {
  const { captures } = await catcher.api(`/api/wait?path=${path}&count=${count}&timeout=20s`);
  const forms = [];
  for (const { id } of captures) {
    const { form } = await catcher.api(`/api/captures/${id}`);
    forms.push(Object.fromEntries(form));
  }
  return forms;
}

test("the official client, of REST v1", async () => {
  const client = new ActiveCampaignV1(platform, platformKey);
  const tested = await client.credentials_test();
  assert.equal(tested.success, 1);

  const events = await client.api("webhook/events", {});
  assert.equal(events.subscribe.db_field, "subscribe");

  const list = await client.api("list/add", { name: "Newsletter", to_name: "Reader" });
  assert.equal(list.result_message, "List added");
  const made = await client.api("webhook/add", {
    name: "Old",
    url: `${catcher.catching}/v1`,
    [`lists[${list.id}]`]: list.id,
    action: ["subscribe"],
    init: ["api"],
  });
  assert.equal(made.success, 1);

  const added = await client.api("contact/add", {
    email: "jane@example.com",
    first_name: "Jane",
    [`p[${list.id}]`]: list.id,
  });
  assert.equal(added.result_message, "Contact added");
  const [form] = await received("/v1", 1);
  assert.equal(form.type, "subscribe");
  assert.equal(form.initiated_from, "api");
  assert.equal(form.list, String(list.id));
  assert.equal(form["contact[id]"], String(added.subscriber_id));

  const seen = await client.api(`webhook/view?id=${made.id}`, {});
  assert.equal(seen.init_api, "1");
  const lists = await client.api("list/list?ids=all&full=0", {});
  assert.equal(lists["0"].subscriber_count, 1);
  assert.equal((await client.api(`webhook/delete?id=${made.id}`, {})).success, 1);
  const none = await client.api("webhook/list?ids=all", {});
  assert.equal(none.success, 0);
  assert.equal(none.error, "Failed: Nothing is returned");
});

test("a client of REST v3", async () => {
  const client = new ActiveCampaignV3({ apiUrl: platform, apiKey: platformKey });
  const { status, data } = await client.webhooks.webhook.create({
    webhook: {
      name: "New",
      url: `${catcher.catching}/v3`,
      events: ["subscribe", "contact_tag_added"],
      sources: ["public", "admin", "api", "system"],
    },
  });
  assert.equal(status, 201);
  const { id } = data.webhook;

  const contact = await client.contacts.contact.create({
    contact: { email: "john@example.com", firstName: "John" },
  });
  assert.equal(contact.status, 201);
  const [form] = await received("/v3", 1);
  assert.equal(form.type, "subscribe");
  assert.equal(form["contact[id]"], contact.data.contact.id);
  assert.equal(form["contact[email]"], "john@example.com");

  const webhooks = await client.webhooks.webhook.listAll({ limit: 10 });
  assert.equal(webhooks.data.meta.total, "1");
  const gone = await client.webhooks.webhook.delete(id);
  assert.deepEqual([gone.status, gone.data], [200, {}]);
  await assert.rejects(
    () => client.webhooks.webhook.retrieve(id),
    ({ response }) => response.status === 404 && response.data.message.endsWith(`with id ${id}`),
  );
});

test("a key that is wrong", async () => {
  const v3 = new ActiveCampaignV3({ apiUrl: platform, apiKey: "another" });
  await assert.rejects(
    () => v3.webhooks.webhook.listAll(),
    ({ response }) => response.status === 403 && response.data.message === "Forbidden",
  );
  const v1 = new ActiveCampaignV1(platform, "another");
  const refused = await v1.credentials_test();
  assert.equal(refused.success, 0);
  assert.equal(refused.error, "You are not authorized to access this file");
});
