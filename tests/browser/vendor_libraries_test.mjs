// What the catcher says of signatures is what the vendors' own libraries say. Both get the same
// bytes: the catcher, and a receiver written as the libraries' documents tell.
import { verify as verifyGitHub } from "@octokit/webhooks-methods";
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { after, test } from "node:test";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import { startCatcher } from "./support/catcher.mjs";

const base64Key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const keys = {
  "standard-webhooks": `whsec_${base64Key}`,
  stripe: "whsec_test_secret",
  github: "It's a Secret",
};

const json = '{"id":"evt_1","note":"ü"}';
const now = () => Math.floor(Date.now() / 1000);
const hmac = (key, encoding, ...pieces) => {
  const hash = createHmac("sha256", key);
  for (const piece of pieces) hash.update(piece);
  return hash.digest(encoding);
};
const standardOf = (body, id, time) =>
  hmac(Buffer.from(base64Key, "base64"), "base64", `${id}.${time}.`, body);
const stripeOf = (body, time) => hmac(keys.stripe, "hex", `${time}.`, body);
const gitHubOf = (body) => hmac(keys.github, "hex", body);
const wrongHex = "0".repeat(64);
const wrongBase64 = Buffer.alloc(32).toString("base64");
const notUtf8 = Buffer.from('{"a":"\xff\xe2\x82"}', "latin1");
const marked = Buffer.from(`\ufeff${json}`);

/** Headers of Standard Webhooks; what is given takes the place of what is right. */
function standard(changes = {}, brand = "webhook", body = json) {
  const { id = "msg_1", time = now() } = changes;
  const { signed = standardOf(body, id, time) } = changes;
  const { list = `v1,${signed}` } = changes;
  return [
    [`${brand}-id`, id],
    [`${brand}-timestamp`, String(time)],
    [`${brand}-signature`, list],
  ];
}
const stripe = (value) => [["Stripe-Signature", value]];
const gitHub = (...values) => values.map((value) => ["X-Hub-Signature-256", value]);

function standardCases() {
  const time = now();
  const right = standardOf(json, "msg_1", time);
  const listed = (list) => standard({ time, list });
  const without = (name) => standard().filter(([header]) => header !== name);
  return {
    "as it should be": standard(),
    "another key": standard({ signed: wrongBase64 }),
    "no signature": without("webhook-signature"),
    "no id": without("webhook-id"),
    "no time": without("webhook-timestamp"),
    "an empty id": standard({ id: "" }),
    "an id with full stops": standard({ id: "msg.1.2" }),
    "an empty signature": listed(""),
    "several signatures": listed(`v1,${wrongBase64} v1,${right}`),
    "two blanks between signatures": listed(`v1,${wrongBase64}  v1,${right}`),
    "a tab between signatures": listed(`v1,${wrongBase64}\tv1,${right}`),
    "commas between signatures": listed(`v1,${wrongBase64},v1,${right}`),
    "something behind a second comma": listed(`v1,${right},more`),
    "a blank after the comma": listed(`v1, ${right}`),
    "a version in capitals": listed(`V1,${right}`),
    "a later version": listed(`v2,${right}`),
    "no version": listed(right),
    "a version alone beside the right one": listed(`v1 v1,${right}`),
    "base64 without its end": listed(`v1,${right.replace(/=+$/, "")}`),
    "base64 with another last character": listed(`v1,${otherSpelling(right)}`),
    base64url: listed(`v1,${right.replace(/\+/g, "-").replace(/\//g, "_")}-`),
    hex: listed(`v1,${Buffer.from(right, "base64").toString("hex")}`),
    "signatures on two lines": [
      ...listed(`v1,${wrongBase64}`),
      ["webhook-signature", `v1,${right}`],
    ],
    "the id on two lines": [["webhook-id", "msg_1"], ...standard()],
    "the id on two lines, signed so": [
      ["webhook-id", "msg_1"],
      ...standard({ signed: standardOf(json, "msg_1, msg_1", now()) }),
    ],
    "the time on two lines": [["webhook-timestamp", String(time)], ...listed(`v1,${right}`)],
    "zeros before the time, signed with them": standard({ time: `000${time}` }),
    "zeros before the time, signed without": standard({ time: `000${time}`, signed: right }),
    "a plus before the time": standard({ time: `+${time}`, signed: right }),
    "a fraction of a second": standard({ time: `${time}.5`, signed: right }),
    "a fraction of a second, signed with it": standard({ time: `${time}.5` }),
    "a time with a unit": standard({ time: `${time}s`, signed: right }),
    "no number for a time": standard({ time: "now" }),
    milliseconds: standard({ time: time * 1000 }),
    "an old time": standard({ time: time - 400 }),
    "a time to come": standard({ time: time + 400 }),
    "a time soon to come": standard({ time: time + 200 }),
    "a negative time": standard({ time: -time }),
    "svix' names": standard({}, "svix"),
    "svix' names, an empty id": standard({ id: "" }, "svix"),
    "svix' right, webhook's wrong": [...standard({ signed: wrongBase64 }), ...standard({}, "svix")],
    "svix' wrong, webhook's right": [...standard(), ...standard({ signed: wrongBase64 }, "svix")],
    "both right": [...standard(), ...standard({}, "svix")],
    "both wrong": [
      ...standard({ signed: wrongBase64 }),
      ...standard({ signed: wrongBase64 }, "svix"),
    ],
    "svix' id with webhook's rest": [["svix-id", "msg_1"], ...without("webhook-id")],
    "svix' signature with webhook's rest": [
      ...without("webhook-signature"),
      ...standard({}, "svix").slice(2),
    ],
  };
}

/** The same bytes in base64 of which the last character holds bits that stand for nothing. */
function otherSpelling(base64) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const at = alphabet.indexOf(base64[42]);
  return `${base64.slice(0, 42)}${alphabet[at + 1]}=`;
}

function stripeCases() {
  const time = now();
  const right = stripeOf(json, time);
  const at = (other) => `t=${other},v1=${stripeOf(json, other)}`;
  return {
    "as it should be": stripe(`t=${time},v1=${right}`),
    "another key": stripe(`t=${time},v1=${wrongHex}`),
    "no header": [],
    "an empty header": stripe(""),
    "several signatures": stripe(`t=${time},v1=${wrongHex},v1=${right},v0=${wrongHex}`),
    "the signature before the time": stripe(`v1=${right},t=${time}`),
    "capital digits": stripe(`t=${time},v1=${right.toUpperCase()}`),
    "capital digits beside the right ones": stripe(
      `t=${time},v1=${right.toUpperCase()},v1=${right}`,
    ),
    "a blank after the comma": stripe(`t=${time}, v1=${right}`),
    "a blank before the time": stripe(`v1=${right}, t=${time}`),
    "a blank before another item": stripe(`t=${time}, v0=${wrongHex},v1=${right}`),
    "a blank after the equals sign": stripe(`t= ${time},v1=${right}`),
    "a blank before the signature": stripe(`t=${time},v1= ${right}`),
    "zeros before the time, signed with them": stripe(at(`000${time}`)),
    "zeros before the time, signed without": stripe(`t=000${time},v1=${right}`),
    "a plus before the time": stripe(`t=+${time},v1=${right}`),
    "a fraction of a second": stripe(`t=${time}.5,v1=${right}`),
    "a time twice, the last signed": stripe(`t=1,t=${time},v1=${right}`),
    "a time twice, the first signed": stripe(`t=${time},t=1,v1=${right}`),
    "a time twice, the same": stripe(`t=${time},t=${time},v1=${right}`),
    "an item without an equals sign": stripe(`t=${time},foo,v1=${right}`),
    "a v1 without an equals sign": stripe(`t=${time},v1,v1=${right}`),
    "an empty v1": stripe(`t=${time},v1=,v1=${right}`),
    "an empty v1 at the end": stripe(`t=${time},v1=${right},v1=`),
    "a t without an equals sign": stripe(`t,v1=${right}`),
    "an empty item": stripe(`t=${time},,v1=${right},`),
    "more than one equals sign": stripe(`t=${time},v1=${right}=x`),
    "names in capitals": stripe(`T=${time},V1=${right}`),
    "v0 alone": stripe(`t=${time},v0=${right}`),
    "no time": stripe(`v1=${right}`),
    "no number for a time": stripe("t=now,v1=" + stripeOf(json, "now")),
    "a time of minus one": stripe(at(-1)),
    "an old time": stripe(at(time - 400)),
    "a time to come": stripe(at(time + 4000)),
    milliseconds: stripe(at(time * 1000)),
    "two lines": [...stripe(`t=${time},v1=${wrongHex}`), ...stripe(`t=${time},v1=${right}`)],
    "two lines, the first right": [
      ...stripe(`t=${time},v1=${right}`),
      ...stripe(`t=${time},v1=${wrongHex}`),
    ],
    base64: stripe(`t=${time},v1=${Buffer.from(right, "hex").toString("base64")}`),
  };
}

function gitHubCases() {
  const right = `sha256=${gitHubOf(json)}`;
  return {
    "as it should be": gitHub(right),
    "another key": gitHub(`sha256=${wrongHex}`),
    "no header": [],
    "an empty header": gitHub(""),
    "capital digits": gitHub(right.replace(/=.*/, (digits) => digits.toUpperCase())),
    "a prefix in capitals": gitHub(right.replace("sha", "SHA")),
    "no prefix": gitHub(gitHubOf(json)),
    "a blank after the prefix": gitHub(right.replace("=", "= ")),
    "one digit short": gitHub(right.slice(0, -1)),
    "two lines": gitHub(right, right),
    "a second value": gitHub(`${right},${right}`),
    "blanks around": gitHub(`  ${right}\t`),
    "sha1 alone": [["X-Hub-Signature", "sha1=00"]],
    "sha1 beside it": [["X-Hub-Signature", "sha1=00"], ...gitHub(right)],
  };
}

/** Bodies that libraries take for something else than their bytes, each signed as it is. */
function oddBodies(scheme) {
  const headersOf = {
    "standard-webhooks": (body) => standard({}, "webhook", body),
    stripe: (body) => stripe(`t=${now()},v1=${stripeOf(body, now())}`),
    github: (body) => gitHub(`sha256=${gitHubOf(body)}`),
  }[scheme];
  return [
    ["an empty body", "", headersOf("")],
    ["a body that is no UTF-8", notUtf8, headersOf(notUtf8)],
    ["a body that is no UTF-8, signed as text", notUtf8, headersOf(notUtf8.toString())],
    ["a byte order mark", marked, headersOf(marked)],
    ["a byte order mark that wasn't signed", marked, headersOf(json)],
    ["another body", '{"id":2}', headersOf(json)],
  ];
}

const passes = async (verify) => {
  try {
    return (await verify()) !== false;
  } catch {
    return false;
  }
};

const libraries = {
  "standard-webhooks": async ({ headers, body }) => {
    const read = (Webhook) =>
      passes(() =>
        new Webhook(keys["standard-webhooks"]).verify(body, headers, { jsonParse: false }),
      );
    return (await read(StandardWebhook)) || (await read(SvixWebhook));
  },
  stripe: ({ headers, body }) =>
    passes(() =>
      new Stripe("sk_test_1").webhooks.signature.verifyHeader(
        body,
        headers["stripe-signature"],
        keys.stripe,
      ),
    ),
  github: ({ headers, body }) =>
    passes(() => verifyGitHub(keys.github, body.toString(), headers["x-hub-signature-256"])),
};

const catcher = await startCatcher();
await catcher.api("/api/signing", {
  method: "PUT",
  body: JSON.stringify(
    Object.entries(keys).map(([scheme, key]) => ({ scheme, key, match: { path: `/${scheme}` } })),
  ),
});

let received;
const receiver = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  received = { headers: request.headers, body: Buffer.concat(pieces) };
  response.end();
});
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");
after(() => receiver.close());

/** The same bytes to the receiver; what its program gets to see. */
async function receivedAs(bytes) {
  const socket = connect(receiver.address().port, "127.0.0.1");
  socket.end(bytes);
  socket.resume();
  await once(socket, "close");
  return received;
}

async function judged(scheme, headers, body) {
  const { bytes, answer } = await catcher.send({ target: `/${scheme}`, headers, body });
  const id = /caught (\d+)/.exec(answer)[1];
  const { signature } = await catcher.api(`/api/captures/${id}`);
  return { signature, taken: await libraries[scheme](await receivedAs(bytes)) };
}

const cases = {
  "standard-webhooks": standardCases,
  stripe: stripeCases,
  github: gitHubCases,
};

for (const [scheme, casesOf] of Object.entries(cases)) {
  test(`${scheme}: a verdict is what the vendor's library says`, async (t) => {
    const table = Object.entries(casesOf()).map(([name, headers]) => [name, json, headers]);
    for (const [name, body, headers] of [...table, ...oddBodies(scheme)]) {
      await t.test(name, async () => {
        const { signature, taken } = await judged(scheme, headers, body);
        assert.equal(
          signature.verdict === "valid",
          taken,
          `${signature.verdict}: ${signature.reason}`,
        );
        assert.notEqual(signature.reason, "");
      });
    }
  });
}
