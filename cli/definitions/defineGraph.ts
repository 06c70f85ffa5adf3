import type { Command } from "commander";
import { graphCommand } from "../commands/graphCommand";
import { pictureFormats } from "../output/pictureFormats";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `graph`. */
export function defineGraph(program: Command): void {
  analysisCommand(program, "graph", "draw who may talk to whom", pictureFormats)
    .option(
      "--diff <files...>",
      "draw a change: the connections that open, close, or stay open; takes two files, like the diff command",
    )
    .addHelpText(
      "after",
      `
Orange arrows show connections beyond the documented table, such as connections that your edges and custom rules allow. With --diff,
green arrows show connections that open, red arrows show connections that close, and gray arrows show connections that stay open.
Components with the same arrows share a box. An arrow to or from the frame around the components applies to all components.

Exit codes: 0 for success, 1 if the policies are too complex, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol graph -f values.yaml -o svg > vald.svg
  vald-netpol graph --diff old.yaml new.yaml
  kubectl get ns,netpol -A -o yaml | vald-netpol graph --manifests - -o dot | dot -Tpng > vald.png`,
    )
    .action(async (options: Parameters<typeof graphCommand>[0]) => writeResult(await graphCommand(options)));
}
