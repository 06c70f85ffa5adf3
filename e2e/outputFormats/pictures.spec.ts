import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { Browser, Page } from "playwright-core";
import { pictureOfChange } from "../../analysis/queries/picture/pictureOfChange";
import { pictureOfPolicies } from "../../analysis/queries/picture/pictureOfPolicies";
import { type Drawing, drawingOf } from "../../cli/output/drawing";
import { drawingDot } from "../../cli/output/drawingDot";
import { drawingMermaid } from "../../cli/output/drawingMermaid";
import { drawingSvg } from "../../cli/output/drawingSvg";
import { svgFontScale } from "../../cli/output/svgFontScale";
import { componentNames, type NetworkPoliciesArgs, networkPolicies } from "../../core";
import { recipes } from "../../testing/documents/recipes";
import { startChromium } from "../chromium";
import { installPackages } from "../installPackages";
import { onPath } from "../toolchain/onPath";

const inputOf = (args: NetworkPoliciesArgs) => ({ policies: networkPolicies(args), args });
const everyComponent: NetworkPoliciesArgs = {
  components: Object.fromEntries(componentNames.map((component) => [component, { enabled: true }])),
};
const drawings: [title: string, drawing: Drawing][] = [
  ["the default", drawingOf(pictureOfPolicies(inputOf({})))],
  ["every component", drawingOf(pictureOfPolicies(inputOf(everyComponent)))],
  ["a change", drawingOf(pictureOfChange(inputOf({}), inputOf({ ...everyComponent, edgePorts: "vald" })))],
  ...recipes().map(({ heading, args }): [string, Drawing] => [
    `the recipe "${heading}"`,
    drawingOf(pictureOfPolicies(inputOf(args))),
  ]),
];

describe("pictures in DOT", () => {
  before(function () {
    if (onPath("dot") === undefined) this.skip();
  });

  for (const [title, drawing] of drawings) {
    it(`are rendered by Graphviz: ${title}`, () => {
      const { stdout, stderr, status } = spawnSync("dot", ["-Tsvg"], { input: drawingDot(drawing), encoding: "utf8" });
      assert.equal(status, 0, stderr);
      assertShowsAll(stdout, drawing);
      assert.equal(stdout.match(/class="edge"/g)?.length, drawing.arrows.length);
    });
  }
});

describe("pictures in a browser", () => {
  let browser: Browser | undefined;
  let page: Page;
  before(async function () {
    browser = (await startChromium()) ?? this.skip();
    const require = await installPackages({ mermaid: "12.3.0" });
    page = await browser.newPage();
    await page.addScriptTag({ path: require.resolve("mermaid/dist/mermaid.min.js") });
    await page.evaluate("mermaid.initialize({ startOnLoad: false })");
  });
  after(() => browser?.close());

  for (const [title, drawing] of drawings) {
    it(`keep the text of an SVG in its box, in narrow and wide fonts: ${title}`, async () => {
      const dot = drawingDot(drawing, svgFontScale);
      const svg = JSON.stringify(await drawingSvg(dot, { title: "picture", description: "" }));
      // Most Linux systems have one of these fonts.
      for (const font of ["DejaVu Sans", "Liberation Sans"])
        assert.equal(await page.evaluate(`(${tooWideTexts})(${svg}, "${font}")`), "", font);
    });
  }

  for (const [title, drawing] of drawings) {
    it(`are rendered by Mermaid: ${title}`, async () => {
      const code = JSON.stringify(drawingMermaid(drawing));
      const svg = await page.evaluate<string>(`mermaid.render("picture", ${code}).then(({ svg }) => svg)`);
      assertShowsAll(svg, drawing);
      assert.equal(svg.match(/data-edge="true"/g)?.length, drawing.arrows.length + drawing.legend.length);
      for (const { meaning } of drawing.legend) assert.ok(visibleText(svg).includes(visibleText(meaning)), meaning);
    });
  }
});

/** A function that runs in the browser. It returns the texts that do not fit their box. */
const tooWideTexts = `(svg, font) => {
  document.body.innerHTML = svg.replaceAll(/font-family="[^"]*"/g, 'font-family="' + font + '"');
  return [...document.querySelectorAll("g.node")].flatMap((node) => {
    const shape = node.querySelector("path, polygon").getBBox();
    return [...node.querySelectorAll("text")].filter((text) => {
      const { x, width } = text.getBBox();
      return x < shape.x || x + width > shape.x + shape.width;
    }).map(({ textContent }) => textContent);
  }).join();
}`;

/** Asserts that an SVG contains every line of every box. */
function assertShowsAll(svg: string, { components, peers }: Drawing): void {
  const shown = visibleText(svg);
  for (const { lines } of [...components, ...peers])
    for (const line of lines) assert.ok(shown.includes(visibleText(line)), line);
}

/** The text without markup and whitespace, because renderers break lines at different points. */
function visibleText(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, "");
}
