import { type Command, Option } from "commander";
import { diffCommand, differenceFormats } from "../commands/diffCommand";
import { writeResult } from "../writeResult";
import { chartValuesOption, ignoreKindOption, namespaceOption, outputOption, valuesOption } from "./options";

/** Defines `diff`. */
export function defineDiff(program: Command): void {
  program
    .command("diff")
    .description("report the connections that a change opens and closes")
    .argument("[before]", "values file or manifests file from before the change (- for stdin)")
    .argument("[after]", "values file or manifests file from after the change (- for stdin)")
    .option(
      "--preview <file>",
      "output of `pulumi preview --json --show-sames` (- for stdin); use it instead of the two files",
    )
    .addOption(valuesOption())
    .addOption(chartValuesOption())
    .addOption(
      new Option(
        "--provider <name>",
        "for a preview of several clusters: the name of the provider whose policies to compare; repeatable, if one cluster has several providers",
      )
        .argParser((provider, providers: string[]) => [...providers, provider])
        .default([], "the only provider of policies"),
    )
    .addOption(namespaceOption(`the only namespace with Vald's policies; if there is none, "default"`))
    .addOption(ignoreKindOption())
    .addOption(outputOption(differenceFormats))
    .addHelpText(
      "after",
      `
A values file on either side is merged over the values passed with --chart-values. For manifests and previews, the command needs
the components' names. It takes them from -f and --chart-values or, if you omit these options, from the values file on the other
side. If there is no such file, it assumes the default names, and infers from the policies which components are deployed.

Exit codes: 0 if no connections open or close, 1 if some do or may do, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol diff old.yaml new.yaml
  vald-netpol diff old.yaml new.yaml --chart-values vald.yaml
  kubectl get netpol -A -o yaml | vald-netpol diff - values.yaml
  vald-netpol diff old-manifests.yaml new-manifests.yaml -f values.yaml
  pulumi preview --json --show-sames | vald-netpol diff --preview - -o markdown`,
    )
    .action((before: string | undefined, after: string | undefined, options: Parameters<typeof diffCommand>[2]) =>
      writeResult(diffCommand(before, after, options)),
    );
}
