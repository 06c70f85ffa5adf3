import { type Command, Option } from "commander";
import { severities } from "../../analysis/check/severity";
import { cniNames } from "../../args/cni";
import { checkCommand, checkFormats } from "../commands/checkCommand";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `check`. */
export function defineCheck(program: Command): void {
  analysisCommand(program, "check", "report rules that are valid but risky", checkFormats)
    .argument("[file]", "values file or manifests file (- for stdin); use it instead of -f or --manifests")
    .addOption(
      new Option("--cni <name>", "the cluster's network plugin; enables plugin-specific findings").choices(cniNames),
    )
    .addOption(
      new Option("--fail-on <severity>", "minimum severity of a finding that causes exit code 1")
        .choices(severities)
        .default("error"),
    )
    .addHelpText(
      "after",
      `
If you pass manifests, the command checks the manifests, and uses the values only to identify the components. Otherwise, it checks
the values. To accept a finding, list it under \`ignore\` in the values:
  ignore:
    - { id: bare-pod-selector, path: "edges[0]", reason: the collector runs in Vald's namespace }

Warnings about the chart's values go to stderr and do not count as findings.

Exit codes: 0 if no finding reaches the --fail-on severity, 1 if a finding reaches it, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol check values.yaml --cni cilium
  vald-netpol check -f values.yaml --fail-on warning -o sarif > findings.sarif
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol check -f values.yaml --manifests -`,
    )
    .action((file: string | undefined, options: Parameters<typeof checkCommand>[1]) =>
      writeResult(checkCommand(file, options)),
    );
}
