import { type Command, Option } from "commander";
import { severities } from "../../analysis/check/severity";
import { cniNames } from "../../args/cni";
import { checkCommand, checkFormats } from "../commands/checkCommand";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";
import { filesArgument } from "./options";

/** Defines `check`. */
export function defineCheck(program: Command): void {
  analysisCommand(program, "check", "report rules that are valid but risky", checkFormats)
    .argument(...filesArgument)
    .addOption(
      new Option("--cni <name>", "the cluster's network plugin; enables plugin-specific findings").choices(cniNames),
    )
    .addOption(
      new Option(
        "--fail-on <severity>",
        "minimum severity that causes exit code 1 (default: error, or warning if the values set `strict`)",
      ).choices(severities),
    )
    .addHelpText(
      "after",
      `
With manifests or a preview, the command checks their policies, and the values only name the
components. To accept a finding, list it in the values:
  ignore: [{ id: bare-pod-selector, path: "edges[0]", reason: the collector runs beside Vald }]

Exit codes: 0 if no finding reaches the --fail-on severity; 1 if one does; 2 for incorrect usage or
invalid input.

Examples:
  vald-netpol check values.yaml --cni cilium
  vald-netpol check values.yaml --fail-on warning -o sarif > findings.sarif
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol check values.yaml -
  pulumi preview --json --show-sames | vald-netpol check --preview -`,
    )
    .action((files: string[], options: Parameters<typeof checkCommand>[0]) =>
      writeResult(checkCommand({ ...options, files })),
    );
}
