// Makes the page's types of the API from its description: node types.mjs
import { writeFile } from "node:fs/promises";
import openapiTypes from "openapi-typescript";

const description = new URL("../../api/openapi/openapi.json", import.meta.url);
await writeFile(
  new URL("openapi.d.ts", import.meta.url),
  // Arrays of a fixed length are pairs.
  await openapiTypes(description, { supportArrayLength: true }),
);
