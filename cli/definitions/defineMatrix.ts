import type { Command } from "commander";
import { matrixCommand } from "../commands/matrixCommand";
import { matrixFormats } from "../output/matrixFormats";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";
import { filesArgument } from "./options";

/** Defines `matrix`. */
export function defineMatrix(program: Command): void {
  analysisCommand(program, "matrix", "print a table of who may talk to whom, like Vald's documentation", matrixFormats)
    .argument(...filesArgument)
    .option("--pods", "instead, print the connections between the pods and workloads, by pod class")
    .addHelpText(
      "after",
      `
The policies come from the manifests or the preview, or else from the values. Additional rows and
columns show connections beyond the documented table.

Exit codes: 0 for success; 1 if the policies are too complex; 2 for incorrect usage or invalid
input.

Examples:
  vald-netpol matrix values.yaml
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol matrix --pods - -o csv`,
    )
    .action((files: string[], options: Parameters<typeof matrixCommand>[0]) =>
      writeResult(matrixCommand({ ...options, files })),
    );
}
