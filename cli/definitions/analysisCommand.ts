import { type Command, InvalidArgumentError, Option } from "commander";
import { chartValuesOption, ignoreKindOption, namespaceOption, outputOption, valuesOption } from "./options";

/** A command with the options that all analysis commands share. */
export function analysisCommand(
  program: Command,
  name: string,
  description: string,
  formats: readonly [string, ...string[]],
): Command {
  return program
    .command(name)
    .description(description)
    .addOption(valuesOption())
    .addOption(chartValuesOption())
    .addOption(
      new Option(
        "--manifests <file>",
        "YAML or JSON file with NetworkPolicy objects and, optionally, Namespace and Pod objects (- for stdin)",
      ).argParser((file, earlier: string | undefined) => {
        if (earlier === undefined) return file;
        throw new InvalidArgumentError(
          "Pass only one file. To combine several files, concatenate them, with a line --- between files.",
        );
      }),
    )
    .addOption(namespaceOption(`the only namespace with Vald's policies; if there is none, "default"`))
    .addOption(ignoreKindOption())
    .addOption(outputOption(formats));
}
