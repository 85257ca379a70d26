import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { platformHref } = await importPageModule("detail/parts/platform_href.ts");

const href = (platform, delivery = "a1b2c3d4e5f6-17") =>
  platformHref([
    ["Host", "x"],
    ["Hookline-Platform", platform],
    ["Hookline-Delivery", delivery],
  ]);

test("a delivery leads back to the platform on this machine that sent it", () => {
  assert.equal(href("http://127.0.0.1:8090"), "http://127.0.0.1:8090/#/deliveries/17");
  assert.equal(href("http://localhost:8090/", "17"), "http://localhost:8090/#/deliveries/17");
  assert.equal(href("http://[::1]:8090"), "http://[::1]:8090/#/deliveries/17");
});

test("no sender can have the page lead elsewhere", () => {
  for (const platform of [
    "http://example.com",
    "https://127.0.0.1",
    "javascript:alert(1)",
    "http://127.0.0.1.example.com",
    "http://user@example.com:80",
    "127.0.0.1",
    "",
  ]) {
    assert.equal(href(platform), null, platform);
  }
  assert.equal(href("http://127.0.0.1:8090/away?x#y"), "http://127.0.0.1:8090/#/deliveries/17");
  assert.equal(href("http://127.0.0.1", "a1-17/../1"), null);
  assert.equal(platformHref([["Hookline-Platform", "http://127.0.0.1"]]), null);
});

test("a header that was sent twice says nothing", () => {
  const twice = ["Hookline-Platform", "http://127.0.0.1:1"];
  assert.equal(platformHref([twice, twice, ["Hookline-Delivery", "r-1"]]), null);
});
