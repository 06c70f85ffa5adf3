import type { Command } from "commander";
import { diffCommand, differenceFormats } from "../commands/diffCommand";
import { writeResult } from "../writeResult";
import {
  afterOption,
  beforeOption,
  chartValuesOption,
  ignoreKindOption,
  namespaceOption,
  outputOption,
  previewOption,
  providerOption,
  valuesOption,
} from "./options";

/** Defines `diff`. */
export function defineDiff(program: Command): void {
  program
    .command("diff")
    .description("report the connections that a change opens and closes")
    .argument("[files...]", "values or manifests: one file from before and one from after; - is stdin")
    .addOption(beforeOption())
    .addOption(afterOption())
    .addOption(previewOption("both sides"))
    .addOption(providerOption())
    .addOption(valuesOption())
    .addOption(chartValuesOption())
    .addOption(namespaceOption())
    .addOption(ignoreKindOption())
    .addOption(outputOption(differenceFormats))
    .addHelpText(
      "after",
      `
Values on either side are merged over --chart-values. The components in manifests and previews are
named by -f and --chart-values, or else by the values on the other side, or else by default.

Exit codes: 0 if no connections open or close; 1 if some do or may do; 2 for incorrect usage or
invalid input.

Examples:
  vald-netpol diff old.yaml new.yaml
  vald-netpol diff <(git show main:values.yaml) values.yaml
  vald-netpol diff --before base.yaml --after base.yaml overlay.yaml
  kubectl get netpol -A -o yaml | vald-netpol diff - values.yaml
  pulumi preview --json --show-sames | vald-netpol diff --preview - -o markdown`,
    )
    .action((files: string[], options: Parameters<typeof diffCommand>[0]) =>
      writeResult(diffCommand({ ...options, files })),
    );
}
