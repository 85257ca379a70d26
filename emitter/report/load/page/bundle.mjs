// Bundles the load report's script and style into a C++ source: node bundle.mjs OUT.cpp
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { literal } from "../../../../catcher/page/literal.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = argv[2];
if (!out) {
  console.error("usage: node bundle.mjs OUT.cpp");
  exit(1);
}
const { outputFiles } = await build({
  entryPoints: { report: join(here, "report.ts") },
  outdir: here,
  write: false,
  tsconfig: join(here, "../../../../tsconfig.json"),
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox100", "safari15"],
  charset: "ascii",
  legalComments: "none",
  logLevel: "warning",
});
const part = (extension) => {
  const { contents } = outputFiles.find(({ path }) => path.endsWith(extension));
  return `std::string_view(\n${literal(contents)}, ${contents.length})`;
};
await writeFile(
  out,
  `#include "emitter/report/load/page/report_page.h"

namespace hookline {

ReportPage report_page() {
  return {${part(".js")},
${part(".css")}};
}

}  // namespace hookline
`,
);
