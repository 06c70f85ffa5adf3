import { svgFontScale } from "./svgFontScale";

/** What a screen reader says about a picture. */
export interface PictureDescription {
  title: string;
  description: string;
}

/**
 * Renders DOT source as SVG. In the source, fonts are larger than in the picture, by `svgFontScale`, so that text fits its box in
 * any font. Graphviz is compiled to WebAssembly, which takes a moment to load.
 */
export async function drawingSvg(dot: string, { title, description }: PictureDescription): Promise<string> {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  const graphviz = await Graphviz.load();
  const svg = graphviz
    .layout(dot, "svg", "dot")
    // Graphviz's titles are the ids of boxes and arrows.
    .replace(/<title>[^<]*<\/title>\n/g, "")
    .replace(/font-size="([\d.]+)"/g, (_, size) => `font-size="${(Number(size) / svgFontScale).toFixed(2)}"`)
    .replaceAll('font-family="Arial"', 'font-family="Arial, Helvetica, sans-serif"')
    .replace(/<svg ([^>]*)>/, (_, attributes: string) =>
      [
        `<svg role="img" aria-labelledby="picture-title picture-description" ${attributes}>`,
        `<title id="picture-title">${xmlText(title)}</title>`,
        `<desc id="picture-description">${xmlText(description)}</desc>`,
      ].join("\n"),
    );
  return `${svg.trimEnd()}\n`;
}

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
