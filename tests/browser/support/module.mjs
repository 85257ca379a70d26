import { build } from "esbuild";
import { fileURLToPath } from "node:url";

/** A TypeScript module of the page, to test without a browser. */
export async function importPageModule(path) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../../catcher/page/${path}`, import.meta.url))],
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
  );
}
