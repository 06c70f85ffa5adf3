import type { Command } from "commander";
import { manifestFormats, renderCommand, type RenderOptions } from "../commands/renderCommand";
import { writeResult } from "../writeResult";
import { chartValuesOption, namespaceOption, outputOption, valuesOption } from "./options";

/** Defines `render`. */
export function defineRender(program: Command): void {
  program
    .command("render")
    .description("print the policies as manifests for `kubectl apply -f -`")
    .argument("[files...]", "values: a base and overlays; - is stdin (default: the documented table)")
    .addOption(valuesOption())
    .addOption(chartValuesOption())
    .addOption(namespaceOption())
    .addOption(outputOption(manifestFormats))
    .addHelpText(
      "after",
      `
Exit codes: 0 for success; 2 for incorrect usage or invalid input, with nothing on stdout.

Examples:
  vald-netpol render values.yaml | kubectl apply -f -
  vald-netpol render values.yaml production.yaml -n vald
  vald-netpol render --chart-values vald.yaml network.yaml`,
    )
    .action((files: string[], options: RenderOptions) => writeResult(renderCommand({ ...options, files })));
}
