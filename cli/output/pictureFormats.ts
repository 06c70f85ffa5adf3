import type { Picture } from "../../analysis/queries/picture/picture";
import { drawingOf } from "./drawing";
import { drawingDot } from "./drawingDot";
import { drawingMermaid } from "./drawingMermaid";
import { jsonText } from "./escape";
import type { GraphOutput } from "./jsonOutputs";
import { pictureDescription } from "./pictureDescription";
import { svgFontScale } from "./svgFontScale";

/** The output formats of a picture. */
export const pictureFormats = ["mermaid", "dot", "svg", "json"] as const;

export type PictureFormat = (typeof pictureFormats)[number];

/** Formats a picture. */
export async function formatPicture(picture: Picture, format: PictureFormat): Promise<string> {
  switch (format) {
    case "mermaid":
      return drawingMermaid(drawingOf(picture));
    case "dot":
      return drawingDot(drawingOf(picture));
    case "svg": {
      // This module is bundled separately, in the command line's folder, because only this format needs Graphviz.
      const { drawingSvg } = await import("./drawingSvg.js");
      return drawingSvg(drawingDot(drawingOf(picture), svgFontScale), pictureDescription(picture));
    }
    case "json":
      return jsonText(picture satisfies GraphOutput);
  }
}
