// Builds the playground: one HTML file with its scripts and styles. Prints it if this script is started by itself.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundledPackages } from "./bundledPackages.mjs";
import { licensesOf } from "./licenses.mjs";
import { minifiedCss } from "./minifiedCss.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "page/playground");

/** The page, and esbuild's metafiles of its scripts. */
export async function playground() {
  if (!existsSync(join(root, "dist/values.schema.json")))
    execFileSync(process.execPath, ["--import=tsx", "scripts/valuesSchema.ts"], { cwd: root, stdio: "inherit" });
  const results = await Promise.all(["playground.tsx", "analysisWorker.ts", "pictureWorker.ts"].map(bundle));
  const [main, analysisWorker, pictureWorker] = results.map(({ outputFiles }) => outputFiles[0].text.trim());
  const metafiles = results.map(({ metafile }) => metafile);
  const styleSheets = ["page/report.css", "page/playground/playground.css"];
  const style = styleSheets.map((file) => minifiedCss(join(root, file))).join("");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(main)}' 'wasm-unsafe-eval'`,
    `style-src '${hashOf(style)}'`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Network policies of Vald: playground</title>
<style>${style}</style>
</head>
<body>
<div id="playground"></div>
<script type="text/plain" id="analysis-worker">${asData(analysisWorker)}</script>
<script>${asData(main)}</script>
<script type="text/plain" id="picture-worker">${asData(pictureWorker)}</script>
<script type="text/plain" id="licenses">${asData(licensesOf(bundledPackages(metafiles)))}</script>
</body>
</html>
`;
  return { html, metafiles };
}

function bundle(entry) {
  return build({
    entryPoints: [join(folder, entry)],
    outfile: entry.replace(/\.tsx?$/, ".js"),
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    legalComments: "none",
    preserveSymlinks: true,
    loader: { ".yaml": "text" },
    plugins: [
      {
        name: "files-are-texts",
        setup({ onResolve }) {
          onResolve({ filter: /\/readText$/ }, () => ({ path: join(folder, "virtualFiles.ts") }));
        },
      },
    ],
  });
}

function hashOf(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Fails if a text would not stay inside a script element. */
function asData(text) {
  if (/<\/script|<!--/i.test(text)) throw new Error("a script contains markup that HTML interprets");
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write((await playground()).html);
