// Bundles the page into a folder: node bundle.mjs OUT_FOLDER
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = argv[2];
if (!out) {
  console.error("usage: node bundle.mjs OUT_FOLDER");
  exit(1);
}
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { app: join(here, "main.tsx"), stream: join(here, "stream/worker.ts") },
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
for (const file of ["index.html", "icon.svg"]) await cp(join(here, file), join(out, file));
