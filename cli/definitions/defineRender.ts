import type { Command } from "commander";
import { manifestFormats, renderCommand } from "../commands/renderCommand";
import { writeResult } from "../writeResult";
import { chartValuesOption, namespaceOption, outputOption, valuesOption } from "./options";

/** Defines `render`. */
export function defineRender(program: Command): void {
  program
    .command("render")
    .description("print the policies as manifests for `kubectl apply -f -`")
    .addOption(valuesOption())
    .addOption(chartValuesOption())
    .addOption(namespaceOption('"default"'))
    .addOption(outputOption(manifestFormats))
    .addHelpText(
      "after",
      `
Exit codes: 0 for success, 2 for incorrect usage or invalid input. If the exit code is 2, the command prints the reasons to stderr
and nothing to stdout.

Examples:
  vald-netpol render -f values.yaml -n vald | kubectl apply -f -
  vald-netpol render --chart-values vald.yaml -n vald | kubectl apply -f -`,
    )
    .action((options: Parameters<typeof renderCommand>[0]) => writeResult(renderCommand(options)));
}
