import { drawingSvg } from "../../cli/output/drawingSvg";
import type { PictureRequest } from "./messages";

addEventListener("message", ({ data: { dot, description } }: MessageEvent<PictureRequest>) => {
  void drawingSvg(dot, description).then((svg) => postMessage(svg));
});
