#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { ValuesError } from "./readValues";
import { manifestForms, render } from "./render";

/** Exit codes beside 0: the input is wrong; the command line is wrong. */
const wrongInput = 1;
const misuse = 2;

const program = new Command("vald-netpol")
  .description("The network policies of a Vald cluster, offline: neither a cluster nor Pulumi is needed.")
  .exitOverride()
  .showHelpAfterError("Run it with --help for usage.");

program
  .command("render")
  .description("print the policies as manifests that `kubectl apply -f -` takes")
  .addOption(
    new Option(
      "-f, --values <file>",
      "values in the shape of the component's args, - for stdin; repeat it: later files win, maps are merged, lists are replaced",
    )
      .argParser((file, files: string[]) => [...files, file])
      .default([], "the documented default"),
  )
  .option("-n, --namespace <name>", "where Vald runs (default: the values' namespace, else default)")
  .addOption(new Option("-o, --output <form>", "form of the output").choices(manifestForms).default("yaml"))
  .addHelpText(
    "after",
    `
Exit: 0, or 1 when the values are wrong (reasons on stderr, nothing on stdout), 2 on misuse.

Example:
  vald-netpol render -f values.yaml -n vald | kubectl apply -f -`,
  )
  .action((options: Parameters<typeof render>[0]) => {
    const text = render(options);
    if (text === "")
      process.stderr.write("No policies: they are off in these values. Those in a cluster stay there.\n");
    process.stdout.write(text);
  });

try {
  program.parse();
} catch (error) {
  if (error instanceof ValuesError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = wrongInput;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : misuse;
  } else {
    throw error;
  }
}
