// Bundles the page into ../src/serve/web, from where the program takes it. The same sources give the same bytes.

import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "serve", "web");

await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.tsx" },
  outdir: out,
  bundle: true,
  minify: true,
  // A classic script: a dependency of the editor looks for the global object in a way that only sloppy mode allows
  // under a Content-Security-Policy without eval.
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
});
await copyFile(join(here, "src", "index.html"), join(out, "index.html"));
