import { type Command, Option } from "commander";
import { cniNames } from "../../args/cni";
import { reportCommand, reportFormats } from "../commands/reportCommand";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";
import { afterOption, beforeOption, filesArgument } from "./options";

/** Defines `report`. */
export function defineReport(program: Command): void {
  analysisCommand(program, "report", "print a page that shows and explains the policies, or a change", reportFormats)
    .argument(...filesArgument)
    .option("--diff", "show the change between two files, or the change in a preview")
    .addOption(beforeOption())
    .addOption(afterOption())
    .addOption(
      new Option("--cni <name>", "the cluster's network plugin; enables plugin-specific findings").choices(cniNames),
    )
    .addHelpText(
      "after",
      `
The page is one HTML file that loads nothing and contains no scripts: attach it to a pull request or
a ticket, open it in any browser, or print it. Each cell of its table explains which rules decide.

Exit codes: 0 for success; 1 if the policies are too complex; 2 for incorrect usage or invalid
input.

Examples:
  vald-netpol report values.yaml > report.html
  vald-netpol report --diff old.yaml new.yaml > change.html
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol report - > cluster.html`,
    )
    .action(async (files: string[], options: Parameters<typeof reportCommand>[0]) =>
      writeResult(await reportCommand({ ...options, files })),
    );
}
