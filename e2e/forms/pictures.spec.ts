import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { drawingOf } from "../../cli/drawing";
import { drawingDot } from "../../cli/drawingDot";
import { drawingMermaid } from "../../cli/drawingMermaid";
import { pictureOf } from "../../analysis/picture/pictureOf";
import { pictureOfChange } from "../../analysis/picture/pictureOfChange";
import { componentNames } from "../../graph/components";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { recipes } from "../../tests/documents/recipes";
import { onPath } from "../toolchain/onPath";
import { installed } from "./installed";

const given = (args: NetworkPoliciesArgs) => ({ policies: networkPolicies(args), args });
const every: NetworkPoliciesArgs = {
  components: Object.fromEntries(componentNames.map((component) => [component, { enabled: true }])),
};
const drawings = [
  ["the default", pictureOf(given({}))] as const,
  ["every workload", pictureOf(given(every))] as const,
  ["a change", pictureOfChange(given({}), given({ ...every, edgePorts: "vald" }))] as const,
  ...recipes().map(({ heading, args }) => [`the recipe ${heading}`, pictureOf(given(args))] as const),
].map(([about, picture]) => ({ about, drawing: drawingOf(picture) }));

/** All words in a picture, whatever the spaces between them. */
const words = (text: string) =>
  text
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, "");

describe("pictures as DOT", function () {
  if (onPath("dot") === undefined) return it("are not tried: there is no dot, which is Debian's package graphviz");
  for (const { about, drawing } of drawings)
    it(`are drawn by Graphviz as it is installed: ${about}`, () => {
      const { stdout, stderr, status } = spawnSync("dot", ["-Tsvg"], { input: drawingDot(drawing), encoding: "utf8" });
      assert.equal(status, 0, stderr);
      for (const { lines } of [...drawing.components, ...drawing.peers])
        for (const line of lines) assert.ok(words(stdout).includes(words(line)), line);
      assert.equal(stdout.match(/class="edge"/g)?.length, drawing.arrows.length);
    });
});

interface Browser {
  newPage(): Promise<{
    addScriptTag(options: { path: string }): Promise<unknown>;
    evaluate(script: string): Promise<string>;
  }>;
  close(): Promise<void>;
}

describe("pictures as Mermaid", () => {
  const chromium = onPath("chromium");
  if (chromium === undefined) return it("are not tried: there is no chromium, which is Debian's package of that name");
  let browser: Browser;
  let page: Awaited<ReturnType<Browser["newPage"]>>;
  before(async () => {
    const modules = await installed({ mermaid: "12.3.0", "playwright-core": "1.64.1" });
    const { chromium: launcher } = createRequire(join(modules, "x.js"))("playwright-core") as {
      chromium: { launch(options: object): Promise<Browser> };
    };
    // It is shown nothing but the page that is made here, and looks for nothing by itself.
    const args = [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-sync",
      "--no-first-run",
    ];
    browser = await launcher.launch({ executablePath: chromium, args });
    page = await browser.newPage();
    await page.addScriptTag({ path: join(modules, "mermaid/dist/mermaid.min.js") });
    await page.evaluate("mermaid.initialize({ startOnLoad: false })");
  });
  after(() => browser.close());

  for (const { about, drawing } of drawings)
    it(`are drawn by Mermaid: ${about}`, async () => {
      const code = JSON.stringify(drawingMermaid(drawing));
      const svg = await page.evaluate(`mermaid.render("picture", ${code}).then(({ svg }) => svg)`);
      for (const { lines } of [...drawing.components, ...drawing.peers])
        for (const line of lines) assert.ok(words(svg).includes(words(line)), line);
      assert.equal(svg.match(/data-edge="true"/g)?.length, drawing.arrows.length);
    });
});
