import { renderCommand } from "../../cli/commands/renderCommand";
import { captured } from "./captured";

/** The output of `render`. */
export function renderedText(options: Parameters<typeof renderCommand>[0]): string {
  return captured(renderCommand(options)).stdout;
}
