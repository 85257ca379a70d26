// Writes a folder's files as a C++ source that defines what a page's header declares:
// node embed.mjs FOLDER OUT.cpp HEADER PREFIX
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { argv, exit } from "node:process";
import { literal } from "./literal.mjs";

const contentTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

async function entry(folder, name) {
  const bytes = await readFile(join(folder, name));
  const type = contentTypes[extname(name)];
  if (!type) throw new Error(`${name}: no content type is known for it`);
  const path = name === "index.html" ? "/" : `/${name}`;
  return `{"${path}", "${type}", std::string_view(\n${literal(bytes)}, ${bytes.length})},`;
}

const [folder, out, header, prefix] = argv.slice(2);
if (prefix === undefined) {
  console.error("usage: node embed.mjs FOLDER OUT.cpp HEADER PREFIX");
  exit(1);
}
const names = (await readdir(folder)).sort();
const entries = await Promise.all(names.map((name) => entry(folder, name)));
const fingerprint = createHash("sha256").update(entries.join("\n")).digest("hex").slice(0, 16);
await writeFile(
  out,
  `#include "${header}"

namespace hookline {

std::span<const PageFile> ${prefix}page_files() {
  static constexpr PageFile kFiles[] = {
${entries.join("\n")}
  };
  return kFiles;
}

std::string_view ${prefix}page_fingerprint() {
  return "${fingerprint}";
}

}  // namespace hookline
`,
);
