import { render } from "../../cli/render";
import { said } from "./said";

/** What `render` prints. */
export function renderedText(options: Parameters<typeof render>[0]): string {
  return said(render(options)).stdout;
}
