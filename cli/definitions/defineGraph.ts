import type { Command } from "commander";
import { graphCommand } from "../commands/graphCommand";
import { pictureFormats } from "../output/pictureFormats";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";
import { afterOption, beforeOption, filesArgument } from "./options";

/** Defines `graph`. */
export function defineGraph(program: Command): void {
  analysisCommand(program, "graph", "draw who may talk to whom, or a change", pictureFormats)
    .argument(...filesArgument)
    .option("--diff", "draw the change between two files, or the change in a preview")
    .addOption(beforeOption())
    .addOption(afterOption())
    .addHelpText(
      "after",
      `
Orange arrows show connections beyond the documented table. In the picture of a change, green arrows
show connections that open, red arrows those that close, and gray arrows those that stay open.
Components with the same arrows share a box. An arrow to or from the frame around the components
applies to all components.

Exit codes: 0 for success; 1 if the policies are too complex; 2 for incorrect usage or invalid
input.

Examples:
  vald-netpol graph values.yaml -o svg > vald.svg
  vald-netpol graph --diff old.yaml new.yaml
  pulumi preview --json --show-sames | vald-netpol graph --diff --preview -
  kubectl get ns,netpol -A -o yaml | vald-netpol graph - -o dot | dot -Tpng > vald.png`,
    )
    .action(async (files: string[], options: Parameters<typeof graphCommand>[0]) =>
      writeResult(await graphCommand({ ...options, files })),
    );
}
