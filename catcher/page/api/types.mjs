// Makes a page's types of an API from its description: node types.mjs DESCRIPTION.json OUT.d.ts
import { readFile, writeFile } from "node:fs/promises";
import { argv, exit } from "node:process";
import openapiTypes from "openapi-typescript";

const [description, out] = argv.slice(2);
if (!out) {
  console.error("usage: node types.mjs DESCRIPTION.json OUT.d.ts");
  exit(1);
}
// Arrays of a fixed length are pairs.
const options = { supportArrayLength: true };
await writeFile(out, await openapiTypes(JSON.parse(await readFile(description, "utf8")), options));
