import type { Command } from "commander";
import {
  chartValuesOption,
  ignoreKindOption,
  manifestsOption,
  namespaceOption,
  outputOption,
  previewOption,
  providerOption,
  valuesOption,
} from "./options";

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
    .addOption(manifestsOption())
    .addOption(previewOption("after the change"))
    .addOption(providerOption())
    .addOption(namespaceOption())
    .addOption(ignoreKindOption())
    .addOption(outputOption(formats));
}
