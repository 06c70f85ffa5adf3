import type { Command } from "commander";
import { matrixCommand } from "../commands/matrixCommand";
import { matrixFormats } from "../output/matrixFormats";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `matrix`. */
export function defineMatrix(program: Command): void {
  analysisCommand(
    program,
    "matrix",
    "print a table of who may talk to whom, in the format of Vald's documentation",
    matrixFormats,
  )
    .option(
      "--pods",
      "instead of the table, print the allowed connections between the pods in the manifests, grouped by pod class",
    )
    .addHelpText(
      "after",
      `
The table shows the connections that the policies allow. The policies come from the manifests if you pass any, and otherwise from
the values. Additional rows and columns show connections beyond the documented table.

Exit codes: 0 for success, 1 if the policies are too complex, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol matrix -f values.yaml
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol matrix --pods --manifests - -o csv`,
    )
    .action((options: Parameters<typeof matrixCommand>[0]) => writeResult(matrixCommand(options)));
}
