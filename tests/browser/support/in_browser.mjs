// What a test of a page begins with: importing it gives the file a browser, and all that tests of
// pages share.
import { useBrowser } from "./browser.mjs";

export { default as assert } from "node:assert/strict";
export { after, before, test } from "node:test";
export * from "./accessible.mjs";
export * from "./app.mjs";
export * from "./bodies.mjs";
export * from "./browser.mjs";
export * from "./catcher.mjs";
export * from "./platform.mjs";
export * from "./platform_page.mjs";

useBrowser();
