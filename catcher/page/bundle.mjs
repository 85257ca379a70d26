// Bundles a page into a folder: node bundle.mjs PAGE_FOLDER OUT_FOLDER
import { existsSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [page, out] = argv.slice(2);
if (!out) {
  console.error("usage: node bundle.mjs PAGE_FOLDER OUT_FOLDER");
  exit(1);
}
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const entryPoints = { app: join(page, "main.tsx") };
const worker = join(page, "stream/worker.ts");
if (existsSync(worker)) entryPoints.stream = worker;
await build({
  entryPoints,
  outdir: out,
  tsconfig: join(here, "../../tsconfig.json"),
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox100", "safari15"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
for (const file of ["index.html", "icon.svg"]) await cp(join(page, file), join(out, file));
